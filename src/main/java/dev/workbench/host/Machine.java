package dev.workbench.host;

import java.util.Set;

/**
 * What this machine has, seen without asking the container engine.
 *
 * @param system its name for people, such as {@code Debian GNU/Linux 12 (bookworm)}
 * @param debian whether {@code apt-get} installs Debian's or Ubuntu's packages here
 * @param root whether this process may do anything
 * @param systemd whether systemd runs it
 * @param appArmor whether the kernel confines programs with AppArmor
 * @param programs those of {@link #PROGRAMS} that can be started
 * @param freeDisk bytes free where a local engine keeps its images
 * @param freeMemory bytes of memory that programs can still get
 * @param tun whether {@code /dev/net/tun} is there
 */
public record Machine(
        String system,
        boolean linux,
        boolean debian,
        boolean root,
        boolean systemd,
        boolean appArmor,
        Set<String> programs,
        long freeDisk,
        long freeMemory,
        boolean tun) {
    static final Set<String> PROGRAMS = Set.of("apparmor_parser", "dockerd", "mmdebstrap", "service");

    public Machine {
        programs = Set.copyOf(programs);
    }

    boolean has(String program) {
        return programs.contains(program);
    }
}
