package dev.workbench.image;

import dev.workbench.error.WorkbenchException;
import dev.workbench.remote.Guest;
import dev.workbench.remote.Streams;
import dev.workbench.vm.RemoteVms;
import dev.workbench.vm.VmProvider;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The proxies that build steps go through. An address may have a password, so it is in the VM's memory alone: in a file
 * of {@code /dev/shm}, which is on no disk that is kept, and never on a command line.
 */
public record GuestProxies(Map<String, String> variables) {
    private static final String FILE = "/dev/shm/workbench-proxies";
    /** Names alone: what sudo lets through. */
    static final String SUDOERS = "/etc/sudoers.d/workbench-proxies";

    /** What a build step's script begins with. */
    public static final String SOURCE = "[ ! -r " + FILE + " ] || . " + FILE + "\n";

    public GuestProxies {
        variables = Map.copyOf(variables);
    }

    /** A VM elsewhere has a way out of its own. */
    static GuestProxies of(Map<String, String> variables, VmProvider provider) {
        return new GuestProxies(provider.ability(RemoteVms.class).isPresent() ? Map.of() : variables);
    }

    boolean isEmpty() {
        return variables.isEmpty();
    }

    /** Root's file, because the system clears that place of the files of users who log out; sudo drops variables. */
    void tell(Guest guest) {
        if (isEmpty()) {
            return;
        }
        run(guest, """
                sudo -n sh -ec '
                umask 027
                cat >%1$s
                chgrp "$1" %1$s
                echo "Defaults env_keep += \\"%2$s\\"" >%3$s
                chmod 0440 %3$s
                ' sh "$(id -gn)"
                """.formatted(FILE, String.join(" ", new TreeMap<>(variables).keySet()), SUDOERS), script());
    }

    void forget(Guest guest) {
        run(guest, "sudo -n rm -f " + FILE + " " + SUDOERS, "");
    }

    /** Shell code that sets the variables. */
    String script() {
        return new TreeMap<>(variables)
                .entrySet().stream()
                        .map(each -> "export " + each.getKey() + "='"
                                + each.getValue().replace("'", "'\\''") + "'\n")
                        .collect(Collectors.joining());
    }

    private static void run(Guest guest, String command, String input) {
        var said = new ByteArrayOutputStream();
        var streams = Streams.feeding(input.getBytes(StandardCharsets.UTF_8), said, said);
        if (guest.exec(command, streams, Optional.empty()) != 0) {
            throw WorkbenchException.provider("vm_broken", "the VM to bake on cannot be told of the proxy")
                    .details(said.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public String toString() {
        return "GuestProxies" + new TreeMap<>(variables).keySet(); // addresses may have passwords
    }
}
