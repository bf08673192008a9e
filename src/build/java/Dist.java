import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Makes what users install: an archive with a Java runtime of just the modules that are needed and an AOT cache, and a
 * Debian package of the same.
 *
 * <p>Run by the build's profile {@code dist}: {@code Dist BASEDIR VERSION TIMESTAMP}, with the libraries on the class path.
 */
final class Dist {
    /** What no static dependency tells: files in jars, keys in tokens, character sets of archives, proxies with Kerberos. */
    private static final List<String> MORE_MODULES =
            List.of("jdk.zipfs", "jdk.unsupported", "jdk.crypto.cryptoki", "jdk.charsets", "java.security.jgss");

    private static final Pattern OPTIONS = Pattern.compile("(?ms)^java_options=\"(.*?)\"$");
    private static final Pattern LEGAL =
            Pattern.compile("(?:META-INF/)?[^/]*(?:NOTICE|LICENSE|COPYING)[^/]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(#[^)]*)?\\)");

    private static final DateTimeFormatter CHANGELOG_TIME =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT);
    private static final String MAINTAINER = "The workbench authors <workbench@workbench.invalid>";

    private final Path base;
    private final Path target;
    private final Path dist;
    private final String version;
    private final Instant time;
    private final String name;
    private final Path home;
    private final String options;

    private Dist(Path base, String version, Instant time) throws IOException {
        this.base = base;
        this.target = base.resolve("target");
        this.dist = target.resolve("dist");
        this.version = version;
        this.time = time;
        this.name = "workbench-" + version + "-linux-" + architecture("x64", "arm64");
        this.home = dist.resolve(name);
        var launch = OPTIONS.matcher(Files.readString(base.resolve(".mvn/launch.sh")));
        if (!launch.find()) {
            throw new IllegalStateException("no java_options in .mvn/launch.sh");
        }
        this.options = launch.group(1);
    }

    public static void main(String[] args) throws Exception {
        new Dist(Path.of(args[0]), args[1], Instant.parse(args[2])).make();
    }

    private static String architecture(String x64, String arm64) {
        return System.getProperty("os.arch").equals("aarch64") ? arm64 : x64;
    }

    private void make() throws Exception {
        delete(dist);
        Files.createDirectories(home.resolve("lib"));
        lay();
        link();
        settle(home);
        train();
        settle(home);
        archive();
        debian();
    }

    private void lay() throws IOException {
        var script = Files.readString(base.resolve("src/dist/workbench"))
                .replace("@JAVA_OPTIONS@", "java_options=\"" + options + "\"");
        Files.writeString(home.resolve("workbench"), script);
        executable(home.resolve("workbench"));
        for (var jar : List.of("workbench.jar", "libraries.jar")) {
            Files.copy(target.resolve(jar), home.resolve("lib").resolve(jar));
        }
        Files.copy(base.resolve("LICENSE"), home.resolve("LICENSE"));
        copy(base.resolve("samples"), home.resolve("samples"));
        documents();
        copy(base.resolve("completions"), home.resolve("completions"));
        copy(target.resolve("man"), home.resolve("man/man1"));
        var sbom = sbom();
        Files.writeString(home.resolve("sbom.cdx.json"), sbom.toPrettyString() + "\n");
        Files.writeString(home.resolve("THIRD-PARTY.txt"), thirdParty(sbom));
    }

    /** The documents with what they link to: what is below {@code src} in a checkout is in {@code docs}. */
    private void documents() throws IOException {
        Files.createDirectories(home.resolve("docs"));
        for (var name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
            Files.writeString(home.resolve(name), relinked(base.resolve(name), "docs/"));
        }
        try (var guides = Files.list(base.resolve("src/docs"))) {
            for (var guide : guides.toList()) {
                Files.writeString(home.resolve("docs").resolve(guide.getFileName()), relinked(guide, ""));
            }
        }
    }

    /** The document's text, each of its links into {@code src} leading to a copy beside the guides. */
    private String relinked(Path document, String docs) throws IOException {
        var link = LINK.matcher(Files.readString(document));
        return link.replaceAll(found -> {
            var to = document.resolveSibling(found.group(1)).normalize();
            if (!to.startsWith(base.resolve("src"))) {
                return Matcher.quoteReplacement(found.group());
            }
            try {
                var copy = home.resolve("docs").resolve(to.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(to, copy);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Matcher.quoteReplacement("](" + docs + to.getFileName() + Objects.requireNonNullElse(found.group(2), "") + ")");
        });
    }

    /**
     * A runtime of what the jars need, and no more: bean properties and images, for which some libraries look whether
     * there is a desktop, are nothing that workbench uses.
     */
    private void link() {
        var modules = tool(
                        "jdeps",
                        "--print-module-deps",
                        "--ignore-missing-deps",
                        "--multi-release",
                        Integer.toString(Runtime.version().feature()),
                        "--class-path",
                        home.resolve("lib/libraries.jar").toString(),
                        home.resolve("lib/workbench.jar").toString(),
                        home.resolve("lib/libraries.jar").toString())
                .strip();
        var wanted = Stream.of(modules.split(","))
                .filter(module -> !module.equals("java.desktop"))
                .collect(Collectors.joining(","));
        tool(
                "jlink",
                "--add-modules",
                wanted + "," + String.join(",", MORE_MODULES),
                "--strip-debug",
                // Its output is another in each run, and the AOT cache has what it would prepare.
                "--disable-plugin=generate-jli-classes",
                "--no-header-files",
                "--no-man-pages",
                "--compress=zip-2",
                "--output",
                home.resolve("runtime").toString());
    }

    private static String tool(String name, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = ToolProvider.findFirst(name)
                .orElseThrow(() -> new IllegalStateException("this JDK has no " + name))
                .run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        if (exit != 0) {
            throw new IllegalStateException(name + ": " + out + err);
        }
        return out.toString();
    }

    /** As the launcher of a checkout does: the commands are rehearsed, by the runtime that will use the cache. */
    private void train() throws Exception {
        var java = home.resolve("runtime/bin/java").toString();
        var recorded = dist.resolve("recorded");
        var paths = home.resolve("lib/workbench.jar") + ":" + home.resolve("lib/libraries.jar");
        var record = command(java);
        record.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded, "-cp", paths, "dev.workbench.Rehearsal"));
        run(record);
        var create = command(java);
        create.addAll(List.of(
                "-XX:-UseSerialGC",
                "-XX:+UseG1GC",
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + recorded,
                "-XX:AOTCache=" + home.resolve("lib/workbench.aot"),
                "-cp",
                paths));
        run(create);
        Files.delete(recorded);
    }

    private List<String> command(String java) {
        var words = new ArrayList<String>();
        words.add(java);
        words.addAll(List.of(options.strip().split("\\s+")));
        return words;
    }

    private void run(List<String> command) throws Exception {
        var log = dist.resolve("command.log").toFile();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("SOURCE_DATE_EPOCH", Long.toString(time.getEpochSecond()));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        var process = builder.start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(log.toPath()));
        }
        Files.delete(log.toPath());
    }

    private void archive() throws Exception {
        run(List.of(
                "tar",
                "--sort=name",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "--mtime=@" + time.getEpochSecond(),
                "-C",
                dist.toString(),
                "-czf",
                dist.resolve(name + ".tar.gz").toString(),
                name));
    }

    private void debian() throws Exception {
        if (Stream.of(System.getenv("PATH").split(":"))
                .noneMatch(directory -> Files.isExecutable(Path.of(directory, "dpkg-deb")))) {
            System.out.println("no dpkg-deb here: the Debian package is left out");
            return;
        }
        var root = dist.resolve("debian");
        var documents = root.resolve("usr/share/doc/workbench");
        var installed = root.resolve("usr/lib/workbench");
        copy(home, installed);
        Files.createDirectories(documents);
        Files.createDirectories(root.resolve("usr/bin"));
        Files.createSymbolicLink(root.resolve("usr/bin/workbench"), Path.of("../lib/workbench/workbench"));
        Files.writeString(documents.resolve("copyright"), """
                Licence of workbench: Apache-2.0, see /usr/share/common-licenses/Apache-2.0
                Copyright 2026 the workbench authors

                Licence of the Java runtime: GPL-2 with the Classpath Exception, see
                /usr/share/common-licenses/GPL-2 and /usr/lib/workbench/runtime/legal

                All others, with their notices: /usr/lib/workbench/THIRD-PARTY.txt
                """);
        for (var document : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs", "samples")) {
            Files.createSymbolicLink(documents.resolve(document), Path.of("../../../lib/workbench", document));
        }
        Files.writeString(documents.resolve("changelog"), """
                workbench (%s) unstable; urgency=medium

                  * What is new is in CHANGELOG.md.

                 -- %s  %s
                """.formatted(debianVersion(), MAINTAINER, CHANGELOG_TIME.format(time.atZone(ZoneOffset.UTC))));
        run(List.of("gzip", "-n9", documents.resolve("changelog").toString()));
        var overrides = root.resolve("usr/share/lintian/overrides/workbench");
        Files.createDirectories(overrides.getParent());
        Files.writeString(overrides, """
                # The Java runtime is the JDK's own: as its vendor built it, with the libraries that it brings.
                workbench: unstripped-binary-or-object [usr/lib/workbench/runtime/*]
                workbench: embedded-library * [usr/lib/workbench/runtime/*]
                # One jar, which the AOT cache beside it knows by its place.
                workbench: jar-not-in-usr-share *
                """);
        for (var shell : Map.of(
                        "workbench.bash", "bash-completion/completions/workbench",
                        "_workbench", "zsh/vendor-completions/_workbench",
                        "workbench.fish", "fish/vendor_completions.d/workbench.fish")
                .entrySet()) {
            var place = root.resolve("usr/share").resolve(shell.getValue());
            Files.createDirectories(place.getParent());
            Files.copy(base.resolve("completions").resolve(shell.getKey()), place);
        }
        var manual = root.resolve("usr/share/man/man1");
        copy(target.resolve("man"), manual);
        delete(installed.resolve("man"));
        try (var pages = Files.list(manual)) {
            var zip = new ArrayList<>(List.of("gzip", "-n9"));
            pages.forEach(page -> zip.add(page.toString()));
            run(zip);
        }
        Files.createDirectories(root.resolve("DEBIAN"));
        Files.writeString(root.resolve("DEBIAN/control"), """
                Package: workbench
                Version: %s
                Architecture: %s
                Maintainer: %s
                Installed-Size: %d
                Depends: libc6, zlib1g
                Recommends: docker.io | podman, git, python3
                Suggests: mmdebstrap
                Section: devel
                Priority: optional
                Description: build, start, try and score tasks for AI agents
                 Task families of the METR Task Standard, with a virtual machine beside the
                 container where a task needs one. Has its own Java runtime.
                """.formatted(debianVersion(), architecture("amd64", "arm64"), MAINTAINER, size(root) / 1024));
        settle(root);
        var file = dist.resolve("workbench_" + debianVersion() + "_" + architecture("amd64", "arm64") + ".deb");
        run(List.of("dpkg-deb", "--root-owner-group", "-Zgzip", "--build", root.toString(), file.toString()));
        delete(root);
    }

    /** A snapshot is older than what it will become. */
    private String debianVersion() {
        return version.replace("-SNAPSHOT", "~snapshot");
    }

    /** What Maven knows of, and the Java runtime. JLine's "BSD License" is the one of three clauses. */
    private ObjectNode sbom() throws IOException {
        var sbom = (ObjectNode) new ObjectMapper().readTree(target.resolve("bom.json").toFile());
        var product = (ObjectNode) sbom.path("metadata").path("component");
        product.put("type", "application");
        for (JsonNode each : sbom.path("components")) {
            if (each.path("group").asText().equals("org.jline")) {
                ((ObjectNode) each).putArray("licenses").addObject().putObject("license").put("id", "BSD-3-Clause");
            }
        }
        var java = Runtime.version().toString();
        var reference = "pkg:generic/openjdk@" + java.replace("+", "%2B");
        var runtime = ((ArrayNode) sbom.path("components")).addObject();
        runtime.put("type", "platform").put("bom-ref", reference);
        runtime.put("name", "openjdk").put("version", java).put("description", "the Java runtime in runtime/");
        runtime.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        runtime.put("purl", reference);
        var dependencies = (ArrayNode) sbom.path("dependencies");
        for (JsonNode each : dependencies) {
            if (each.path("ref").equals(product.path("bom-ref"))) {
                ((ArrayNode) each.path("dependsOn")).add(reference);
            }
        }
        dependencies.addObject().put("ref", reference).putArray("dependsOn");
        return sbom;
    }

    /** Every component with its licence, as the SBOM has it, and what the components' own jars say. */
    private String thirdParty(JsonNode sbom) throws IOException {
        var text = new StringBuilder("workbench " + version + " contains these components.\n\n");
        var components = new TreeMap<String, String>();
        for (JsonNode each : sbom.path("components")) {
            var licences = new ArrayList<String>();
            for (JsonNode licence : each.path("licenses")) {
                var one = licence.path("license");
                licences.add(Stream.of(one.path("id"), one.path("name"), licence.path("expression"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .findFirst()
                        .orElse("unknown"));
            }
            components.put(
                    (each.path("group").asText() + ":" + each.path("name").asText()).replaceFirst("^:", "") + " " + each.path("version").asText(),
                    licences.isEmpty() ? "unknown" : String.join(", ", licences));
        }
        components.forEach((component, licences) -> text.append(component).append("  ").append(licences).append('\n'));
        text.append("\nThe licences of the Java runtime and of what is in it are in runtime/legal.\n");
        text.append("\n\n==== jline ====\n\n").append(Files.readString(base.resolve("src/dist/licences/jline.txt")));
        var jars = new TreeMap<String, Path>();
        try (var all = Files.list(target.resolve("lib"))) {
            all.forEach(jar -> jars.put(jar.getFileName().toString(), jar));
        }
        for (var jar : jars.entrySet()) {
            legal(jar.getKey(), jar.getValue(), text);
        }
        return text.toString();
    }

    private static void legal(String name, Path jar, StringBuilder text) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream()
                    .filter(each -> !each.isDirectory() && LEGAL.matcher(each.getName()).matches())
                    .sorted(Comparator.comparing(each -> each.getName()))
                    .toList()) {
                text.append("\n\n==== ").append(name).append(": ").append(entry.getName()).append(" ====\n\n");
                text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (var all = Files.walk(from)) {
            for (var each : all.filter(path -> !path.toString().contains("__pycache__")).toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** One time for all files (an AOT cache knows its jars by theirs), and modes that do not depend on who builds. */
    private void settle(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!Files.isSymbolicLink(each)) {
                    var open = Files.isDirectory(each) || Files.isExecutable(each);
                    Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(open ? "rwxr-xr-x" : "rw-r--r--"));
                    Files.setLastModifiedTime(each, FileTime.from(time));
                }
            }
        }
    }

    private static long size(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (var all = Files.walk(root)) {
                for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
