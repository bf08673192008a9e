package dev.workbench.validate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Python as this machine has it, when it is as recent as the main container's. Many files are read by a process for each processor. */
public final class HostPython {
    /** Python's start takes as long as some forty files. */
    private static final int WORTH_A_PROCESS = 40;

    private final Map<String, String> variables;

    /** @param variables the process environment, for its {@code PATH} */
    public HostPython(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The outlines, or nothing when there is no Python that can make them. */
    public Optional<Map<Path, Outline>> outline(List<Path> files) {
        for (var name : List.of("python3", "python3.11", "python3.12", "python3.13")) {
            var found = program(name).flatMap(program -> outlineAll(program, files));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Path> program(String name) {
        return Pattern.compile(":")
                .splitAsStream(variables.getOrDefault("PATH", ""))
                .map(directory -> Path.of(directory, name))
                .filter(Path::isAbsolute)
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .findFirst();
    }

    private static Optional<Map<Path, Outline>> outlineAll(Path program, List<Path> files) {
        int processes = Math.clamp(
                files.size() / WORTH_A_PROCESS, 1, Runtime.getRuntime().availableProcessors());
        var shares = IntStream.range(0, processes)
                .parallel()
                .mapToObj(share -> outline(program, share(files, share, processes)))
                .toList();
        var all = new HashMap<Path, Outline>();
        for (var share : shares) {
            if (share.isEmpty()) {
                return Optional.empty();
            }
            all.putAll(share.get());
        }
        return Optional.of(all);
    }

    private static List<Path> share(List<Path> files, int share, int shares) {
        return IntStream.range(0, files.size())
                .filter(index -> index % shares == share)
                .mapToObj(files::get)
                .toList();
    }

    private static Optional<Map<Path, Outline>> outline(Path program, List<Path> files) {
        try {
            var process = new ProcessBuilder(OutlineScript.command(program.toString()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = process.inputReader(StandardCharsets.UTF_8)) {
                var feeder = Thread.ofPlatform().daemon().start(() -> feed(process, files));
                var answer = OutlineScript.answer(files, lines(out));
                process.destroy();
                feeder.join();
                return answer;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Iterator<String> lines(BufferedReader out) {
        return out.lines().iterator();
    }

    /** A process that ends early answers too little, which is seen where its answers are read. */
    private static void feed(Process process, List<Path> files) {
        try (Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            for (var file : files) {
                in.write(OutlineScript.request(file));
            }
        } catch (IOException | UncheckedIOException e) {
            process.destroy();
        }
    }
}
