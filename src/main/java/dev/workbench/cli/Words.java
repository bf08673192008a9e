package dev.workbench.cli;

import dev.workbench.cli.completion.Asked;
import java.util.ArrayList;
import java.util.List;

/** What a shell may complete an argument with. */
final class Words {
    private Words() {}

    /** The ids of the environments that there are when the shell asks. */
    static final class Environments extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Environments() {
            super(List.of(Asked.ENVIRONMENTS.mark()));
        }
    }

    /** The tasks of the family that the command line names. */
    static final class Tasks extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Tasks() {
            super(List.of(Asked.TASKS.mark()));
        }
    }

    /** Where aux VMs can run. */
    static final class Providers extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Providers() {
            super(List.of("qemu", "docker", "ec2"));
        }
    }
}
