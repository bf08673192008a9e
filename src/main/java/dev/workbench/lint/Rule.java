package dev.workbench.lint;

/** What makes bakes fail or hang on some day, though the step is well formed. */
public enum Rule {
    APT_SUDO("apt-sudo", "build steps run as the admin user, who may not change packages", "put sudo before it"),
    APT_YES("apt-yes", "it asks for confirmation, and nobody answers during a bake", "add -y"),
    APT_FRONTEND(
            "apt-frontend",
            "packages may ask questions while they are configured",
            "set DEBIAN_FRONTEND=noninteractive for it: sudo DEBIAN_FRONTEND=noninteractive apt-get …"),
    APT_LOCK_TIMEOUT(
            "apt-lock-timeout",
            "it fails when another process holds the package lock, as happens after a boot",
            "add -o DPkg::Lock::Timeout=600"),
    APT_CLOUD_INIT(
            "apt-cloud-init",
            "cloud-init may still be changing the package sources",
            "run 'cloud-init status --wait' before the first package command"),
    APT_UNATTENDED_UPGRADES(
            "apt-unattended-upgrades",
            "unattended-upgrades may be installing packages at the same time",
            "run 'sudo systemctl stop unattended-upgrades' before the first package command, and purge the package"),
    PYTHON_BARE(
            "python-bare",
            "'python' is missing on some base images and an old version on others",
            "say which one: python3, or python3.9 on ubuntu-20.04-cuda"),
    PIP_BARE("pip-bare", "pip may belong to another Python than the one that is used", "use python3 -m pip"),
    UPLOAD_DESTINATION(
            "upload-destination",
            "files are uploaded as the admin user, who may not write there",
            "upload to a relative destination, which is in the admin user's home, and 'sudo mv' it in a shell step");

    private final String id;
    private final String reason;
    private final String fix;

    Rule(String id, String reason, String fix) {
        this.id = id;
        this.reason = reason;
        this.fix = fix;
    }

    /** A stable word. */
    public String id() {
        return id;
    }

    public String reason() {
        return reason;
    }

    /** What to do about it. */
    public String fix() {
        return fix;
    }
}
