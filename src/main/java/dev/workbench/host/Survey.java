package dev.workbench.host;

import dev.workbench.container.ContainerEngine;
import dev.workbench.container.EngineInfo;
import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the machine and asks its engine; changes nothing. */
public final class Survey {
    /** Where system programs are, also for those whose {@code PATH} does not say so. */
    static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final String KIND = "dev.workbench.kind";
    private static final List<String> BASES = List.of("main-base", "tools");
    private static final List<String> DEBIANS = List.of("workbench/debian:12", "debian:12");

    private final Path root;
    private final Map<String, String> variables;
    private final ContainerEngine engine;
    private final Function<Optional<EngineInfo>, Optional<String>> whyEmulated;

    /**
     * @param root the directory that stands for {@code /}
     * @param whyEmulated what an engine's VMs lack for the processor to run them itself; asked without an engine, it is
     *     about this machine
     */
    public Survey(
            Path root,
            Map<String, String> variables,
            ContainerEngine engine,
            Function<Optional<EngineInfo>, Optional<String>> whyEmulated) {
        this.root = root;
        this.variables = variables;
        this.engine = engine;
        this.whyEmulated = whyEmulated;
    }

    public Facts facts() {
        var state = engine();
        var info = switch (state) {
            case EngineState.Answering answering -> Optional.of(answering.info());
            case EngineState.Silent silent -> Optional.<EngineInfo>empty();
        };
        return new Facts(machine(), state, whyEmulated.apply(info));
    }

    /** Whether an engine answers now. */
    public boolean engineAnswers() {
        try {
            engine.info();
            return true;
        } catch (WorkbenchException e) {
            return false;
        }
    }

    private EngineState engine() {
        try {
            var before = Instant.now();
            var info = engine.info();
            return new EngineState.Answering(info, images(), networks(), ahead(info, before, Instant.now()));
        } catch (WorkbenchException e) {
            return new EngineState.Silent(e);
        }
    }

    private int networks() {
        return (int) engine.networks(Map.of()).stream()
                .filter(network -> !network.subnet().isEmpty())
                .count();
    }

    /** The engine looked at its clock at some time between question and answer. */
    private static Duration ahead(EngineInfo info, Instant before, Instant after) {
        var time = info.time().orElse(before);
        if (time.isBefore(before)) {
            return Duration.between(before, time);
        }
        return time.isAfter(after) ? Duration.between(after, time) : Duration.ZERO;
    }

    private Set<String> images() {
        var debian = DEBIANS.stream().anyMatch(name -> engine.image(name).isPresent());
        var bases =
                BASES.stream().filter(kind -> !engine.images(Map.of(KIND, kind)).isEmpty());
        return Stream.concat(bases, debian ? Stream.of("minbase") : Stream.empty())
                .collect(Collectors.toSet());
    }

    private Machine machine() {
        var release = lines(root.resolve("etc/os-release"));
        var ids = field(release, "ID") + " " + field(release, "ID_LIKE");
        var programs = Machine.PROGRAMS.stream().filter(this::onPath).collect(Collectors.toSet());
        var name = field(release, "PRETTY_NAME");
        return new Machine(
                name.isEmpty() ? System.getProperty("os.name") : name,
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux"),
                List.of(ids.split(" ")).stream().anyMatch(Set.of("debian", "ubuntu")::contains) && onPath("apt-get"),
                isRoot(),
                Files.isDirectory(root.resolve("run/systemd/system")),
                lines(root.resolve("sys/module/apparmor/parameters/enabled")).contains("Y"),
                programs,
                freeDisk(),
                freeMemory(),
                Files.exists(root.resolve("dev/net/tun")));
    }

    private boolean onPath(String program) {
        var path = variables.getOrDefault("PATH", "") + ":" + SYSTEM_PATH;
        return Stream.of(path.split(":"))
                .filter(directory -> directory.startsWith("/"))
                .anyMatch(directory ->
                        Files.isExecutable(root.resolve(directory.substring(1)).resolve(program)));
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return System.getProperty("user.name").equals("root");
        }
    }

    private long freeDisk() {
        var images = root.resolve("var/lib/docker");
        var directory = Files.isDirectory(images) ? images : root;
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return 0;
        }
    }

    private long freeMemory() {
        var available = Pattern.compile("MemAvailable:\\s+(\\d{1,15}) kB");
        return lines(root.resolve("proc/meminfo")).stream()
                .map(available::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Long.parseLong(matcher.group(1)) * 1024)
                .findFirst()
                .orElse(0L);
    }

    private static String field(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
