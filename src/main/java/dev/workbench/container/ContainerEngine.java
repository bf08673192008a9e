package dev.workbench.container;

/**
 * A container engine that speaks Docker's API: Docker Engine 20.10 and later, or Podman.
 *
 * <p>Every method blocks until the engine has answered and throws {@link dev.workbench.error.WorkbenchException}
 * when it refuses. Removals are idempotent: what is gone already counts as removed.
 */
public interface ContainerEngine extends Images, Networks, Containers, AutoCloseable {
    EngineInfo info();

    @Override
    void close();
}
