package dev.workbench.home;

import java.nio.file.Path;

/** The files of one environment, all below its own directory. */
public record EnvironmentFiles(Path directory) {
    /** What the environment is, and its status. */
    public Path record() {
        return directory.resolve("environment.json");
    }

    /** Intents, creations and deletions, one JSON object a line. */
    public Path ledger() {
        return directory.resolve("ledger.jsonl");
    }

    /** Held locked by the process that works on the environment. */
    public Path lock() {
        return directory.resolve("lock");
    }

    /** The admin user's private key, PKCS#1 PEM, mode 0600. */
    public Path adminKey() {
        return directory.resolve("admin_key.pem");
    }

    public Path knownHosts() {
        return directory.resolve("known_hosts");
    }

    public Path sshConfig() {
        return directory.resolve("ssh_config");
    }

    public Path scoreLog() {
        return directory.resolve("score_log.json");
    }
}
