package dev.workbench.provider.docker;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.container.ContainerEngine;
import dev.workbench.engine.DockerEngine;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmProviderContract;

class DockerVmsIT extends VmProviderContract {
    private final ContainerEngine engine = DockerEngine.connect(System.getenv());

    @Override
    protected ContainerEngine engine() {
        return engine;
    }

    @Override
    protected VmProvider provider() {
        return new DockerVms(engine, new BaseImages(engine, BuildHost.local(System.getenv()))::dockerVm);
    }
}
