package dev.workbench.provider.qemu;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.base.CloudImages;
import dev.workbench.container.ContainerEngine;
import dev.workbench.engine.DockerEngine;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmProviderContract;
import org.junit.jupiter.api.Tag;

@Tag("qemu")
class QemuVmsContractIT extends VmProviderContract {
    private final ContainerEngine engine = DockerEngine.connect(System.getenv());

    @Override
    protected ContainerEngine engine() {
        return engine;
    }

    @Override
    protected VmProvider provider() {
        return new QemuVms(engine, new BaseImages(engine, BuildHost.local(System.getenv())), CloudImages.NONE);
    }
}
