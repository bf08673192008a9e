package dev.workbench.console;

/** The signs beside phases, for terminals that can show more than ASCII and for those that cannot. */
enum Marks {
    UNICODE("✓", "✗", "▸", "·", "…"),
    ASCII("+", "x", ">", ".", "...");

    private final String done;
    private final String failed;
    private final String running;
    private final String ahead;
    private final String more;

    Marks(String done, String failed, String running, String ahead, String more) {
        this.done = done;
        this.failed = failed;
        this.running = running;
        this.ahead = ahead;
        this.more = more;
    }

    String done() {
        return done;
    }

    String failed() {
        return failed;
    }

    String running() {
        return running;
    }

    /** Of what has not begun. */
    String ahead() {
        return ahead;
    }

    /** Of what is left out, or goes on. */
    String more() {
        return more;
    }
}
