package dev.workbench.provider.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.container.ContainerEngine;
import dev.workbench.engine.DockerEngine;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmProviderContract;
import org.junit.jupiter.api.Test;

class DockerVmsIT extends VmProviderContract {
    private final ContainerEngine engine = DockerEngine.connect(System.getenv());

    @Test
    void buildStepsCanWaitForCloudInit() {
        assertThat(run("cloud-init status --wait; exit $?").status()).isZero();
    }

    @Override
    protected ContainerEngine engine() {
        return engine;
    }

    @Override
    protected VmProvider provider() {
        return new DockerVms(engine, new BaseImages(engine, BuildHost.local(System.getenv()))::dockerVm);
    }
}
