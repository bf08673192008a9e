package dev.workbench.packer;

/**
 * The names of a step's files, all chosen by us, so that no text of an author ever stands in the template.
 *
 * @param number the step's number, from 1
 */
record StepFiles(int number) {
    /** What a file step copies: the file itself, or a directory as a tar. */
    String data() {
        return "steps/" + padded() + ".data";
    }

    String script() {
        return "steps/" + padded() + ".sh";
    }

    /** What runs in Packer's container after the step, and ends when the next one may begin. */
    String pause() {
        return "steps/" + padded() + ".pause.sh";
    }

    /** Is there once the step has ended well. Nothing on the VM can make it. */
    String finished() {
        return "steps/" + padded() + ".finished";
    }

    /** Is there once the next step may begin. */
    String goOn() {
        return "steps/" + padded() + ".go-on";
    }

    /** Where the data lie on the VM until the step's script has put them in place. */
    String remoteData() {
        return "/tmp/workbench-step-" + padded() + ".data";
    }

    private String padded() {
        return "%03d".formatted(number);
    }
}
