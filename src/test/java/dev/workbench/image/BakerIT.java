package dev.workbench.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workbench.base.BaseImages;
import dev.workbench.base.BuildHost;
import dev.workbench.container.ContainerEngine;
import dev.workbench.container.Exec;
import dev.workbench.engine.DockerEngine;
import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.family.BuildStep;
import dev.workbench.family.TaskFamily;
import dev.workbench.family.VmSpec;
import dev.workbench.ledger.Ledger;
import dev.workbench.ledger.Scope;
import dev.workbench.packer.Packer;
import dev.workbench.progress.Event;
import dev.workbench.provider.docker.DockerVms;
import dev.workbench.remote.Streams;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.PlainVmAccess;
import dev.workbench.vm.StepLayers;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmLab;
import dev.workbench.vm.VmSource;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real bakes: real Packer, real SSH, a container for the VM. */
@Timeout(300)
class BakerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ContainerEngine engine = DockerEngine.connect(System.getenv());
    private final BaseImages bases = new BaseImages(engine, BuildHost.local(System.getenv()));
    private final DockerVms provider = new DockerVms(engine, bases::dockerVm);
    private final ImageCapture images = provider.ability(ImageCapture.class).orElseThrow();
    private final StepLayers stepLayers = provider.ability(StepLayers.class).orElseThrow();
    private final String id = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final String name = "nasty_" + id.substring(3);
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final PlainVmAccess access = new PlainVmAccess();
    private final Set<VmImage> baked = new LinkedHashSet<>();

    @TempDir
    private Path temporary;

    private Path family;
    private Baker baker;
    private Scope scope;

    @BeforeEach
    void prepare() throws IOException {
        family = Files.createDirectory(temporary.toRealPath().resolve(name));
        var packer = new Packer(engine, bases::tools);
        baker = new Baker(
                engine,
                access,
                packer,
                new BakeLock(temporary.resolve("locks")),
                new Misses(new ImageRecords(temporary.resolve("records"))),
                Map.of());
        var owner =
                new Ownership(id, "tester@localhost", "0-test", Instant.now().plus(Duration.ofHours(1)));
        scope = new Scope(new Ledger(temporary.resolve("ledger.jsonl")), owner);
    }

    @AfterEach
    void removeImages() {
        baked.forEach(images::removeImage);
        layers().forEach(stepLayers::removeLayer);
        engine.close();
    }

    @Test
    void aBakeIsDoneOnceAndLeavesNothingButTheImage() throws Exception {
        write("assets/hello.txt", "hello\n");
        var copy = new BuildStep.File("assets", "assets");
        var place = shell("sudo sh -c 'cat assets/hello.txt > /opt/greeting'");
        var first = bake(copy, place);
        assertThat(first.cache()).isEqualTo(ImageChoice.Cache.MISS);
        assertNothingIsLeft();
        assertThat(phases()).contains("build step 1 of 2", "build step 2 of 2");

        var again = bake(copy, place);
        assertThat(again.cache()).isEqualTo(ImageChoice.Cache.HIT);
        assertThat(again.source()).isEqualTo(first.source());
        assertThat(read(first, "cat /opt/greeting")).isEqualTo("hello\n");

        write("assets/hello.txt", "hello again\n");
        var changed = bake(copy, place);
        assertThat(changed.cache()).isEqualTo(ImageChoice.Cache.MISS);
        assertThat(changed.key()).isNotEqualTo(first.key());
    }

    @Test
    void aBakeGoesOnFromTheDiskBeforeTheStepThatChanged() throws Exception {
        var marker = UUID.randomUUID().toString();
        var first = shell("echo " + marker + " > one", "date +%s%N > when-one");
        var second = shell("date +%s%N > when-two");
        var before = bake(first, second, shell("echo 3 > three"));
        var after = bake(first, second, shell("echo three > three"));
        var times = "cat when-one when-two; ";
        assertThat(read(after, times)).isEqualTo(read(before, times));
        assertThat(read(after, "cat one three")).isEqualTo(marker + "\nthree\n");
        assertThat(phases().stream().filter("build step 1 of 3"::equals)).hasSize(1);
        assertThat(phases().stream().filter("build step 3 of 3"::equals)).hasSize(2);
        assertNothingIsLeft();
        assertThat(read(after, "grep -c bake .ssh/authorized_keys"))
                .as("keys of bakes that are let in")
                .isEqualTo("0\n");

        var layers = layers();
        assertThat(layers).hasSize(2);
        assertThat(before.source()).isInstanceOfSatisfying(VmSource.Baked.class, baked -> {
            images.removeImage(baked.image());
            this.baked.remove(baked.image());
        });
        layers.forEach(stepLayers::removeLayer);
        assertThat(layers()).isEmpty();
        assertThat(read(after, "cat one"))
                .as("what was made from a layer stays whole")
                .isEqualTo(marker + "\n");
    }

    @Test
    void whatAStepPrintsCannotKeepADiskInTheMiddleOfIt() throws Exception {
        var marker = UUID.randomUUID().toString();
        bake(shell("echo " + marker), shell("echo 'workbench: between steps'; date +%s%N > late"), shell("cat late"));
        assertThat(layers()).hasSize(2);
        var again = bake(
                shell("echo " + marker), shell("echo 'workbench: between steps'; date +%s%N > late"), shell("wc late"));
        assertThat(read(again, "wc -l < late")).isEqualTo("1\n");
    }

    @Test
    void withoutStepsThereIsNothingToBake() {
        var choice = bake();
        assertThat(choice.cache()).isEqualTo(ImageChoice.Cache.BASE);
        assertThat(choice.source()).isEqualTo(new VmSource.Base(VmSpec.DEFAULT_BASE_IMAGE));
    }

    @Test
    void textsArriveByteForByteAndNothingOfThemIsEvaluatedWherePackerRuns() throws Exception {
        var secret =
                Files.writeString(temporary.resolve("secret"), "of the host").toString();
        var nasty = """
                ${file("@")} $${file("@")} %{ for x in [1] }${x}%{ endfor } {{ file `@` }} {{user `x`}} {{.Vars}}
                `cat @` $(cat @) "double" 'single' \\ back\\slash \\n !$ ~ * ? [a] # ${path.root} ${build.ID}
                größer ☃ 漢字 \t tab, CR\r
                """.replace("@", secret);
        var large = "x".repeat(100_000);
        write("nasty ${file(\"x\")}.txt", nasty + large);
        var destination = "to ${file(\"" + secret + "\")}/`id`/$(id) it's.txt";
        var choice = bake(
                shell("cat > one.txt <<'THE END'\n" + nasty + "THE END\nprintf %s '" + large + "' > large.txt"),
                shell("echo first; false || true", "printf '%s' \"$HOME\" > 'home.txt'"),
                new BuildStep.File("nasty ${file(\"x\")}.txt", destination));
        var quoted = "'" + destination.replace("'", "'\\''") + "'";
        assertThat(read(choice, "cat one.txt large.txt home.txt " + quoted))
                .isEqualTo(nasty + large + "/home/admin" + nasty + large);
    }

    @Test
    void noPrivateKeyIsInAnArgumentAVariableOrALabel() {
        var seen = new CopyOnWriteArrayList<String>();
        var watched = (ContainerEngine) Proxy.newProxyInstance(
                ContainerEngine.class.getClassLoader(),
                new Class<?>[] {ContainerEngine.class},
                (proxy, method, arguments) -> {
                    seen.add(method.getName() + Arrays.toString(arguments));
                    try {
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        var vms = new DockerVms(watched, bases::dockerVm);
        baker = new Baker(
                watched,
                access,
                new Packer(watched, bases::tools),
                new BakeLock(temporary.resolve("locks")),
                new Misses(new ImageRecords(temporary.resolve("records"))),
                Map.of());
        bake(vms, shell("echo hello"));
        assertThat(seen).anyMatch(call -> call.startsWith("create")).anyMatch(call -> call.startsWith("exec"));
        assertThat(access.privateTexts()).hasSize(2);
        for (var privateText : access.privateTexts()) {
            var body = privateText.lines().skip(2).findFirst().orElseThrow();
            assertThat(seen).noneMatch(call -> call.contains(body) || call.contains("PRIVATE KEY"));
        }
    }

    @Test
    void aFailingStepIsNamedWithItsEndAndLeavesNothing() {
        var failure = catchThrowableOfType(
                WorkbenchException.class,
                () -> bake(
                        shell("echo fine"),
                        shell(
                                "echo before",
                                "for i in $(seq 70); do echo line $i; done",
                                "sh -c 'exit 9'",
                                "echo no")));
        assertThat(failure.exit()).isEqualTo(ExitCode.VERDICT);
        assertThat(failure.code()).isEqualTo("bake_failed");
        assertThat(failure.message()).isEqualTo("build step 2 of 2 (shell: echo before) failed with exit code 9");
        assertThat(failure.place()).contains(name + "/main");
        var details = failure.details().orElseThrow().lines().toList();
        assertThat(details).hasSize(52).startsWith("line 21").contains("line 70");
        assertThat(details.get(50)).isEqualTo("failed in command 3 of 4: sh -c 'exit 9'");
        assertThat(details.get(51)).matches("times: step 1 [0-9.]+ s, step 2 [0-9.]+ s");
        assertNothingIsLeft();
        assertThat(images.images()).noneMatch(image -> image.family().equals(name));
    }

    @Test
    void aFileThatCannotBePlacedFailsWithTheReason() throws Exception {
        write("a.txt", "a");
        var failure =
                catchThrowableOfType(WorkbenchException.class, () -> bake(new BuildStep.File("a.txt", "/etc/a.txt")));
        assertThat(failure.message()).startsWith("build step 1 of 1 (file a.txt -> /etc/a.txt) failed with exit code ");
        assertThat(failure.details().orElseThrow()).contains("ermission denied");
    }

    @Test
    void anInterruptedBakeLeavesNothing() throws Exception {
        var result = new CompletableFuture<WorkbenchException>();
        var worker = Thread.ofPlatform()
                .start(() -> result.complete(catchThrowableOfType(
                        WorkbenchException.class, () -> bake(shell("echo sleeping", "sleep 300")))));
        Awaitility.await().atMost(LIMIT).until(() -> events.contains(new Event.Output("packer", "sleeping")));
        worker.interrupt();
        assertThat(result.get().exit()).isEqualTo(ExitCode.INTERRUPTED);
        assertNothingIsLeft();
    }

    @Test
    void aKilledPackerIsNoFailedStepAndTheNextBakeGoesOnAfterTheLastStep() throws Exception {
        var marker = UUID.randomUUID().toString();
        var failure = bakeThatMeets(
                () -> inContainer("wb-" + id + "-packer", "for p in $(pidof packer); do kill -9 $p; done"),
                shell("echo " + marker, "date +%s%N > first"),
                shell("echo sleeping", "test -e /tmp/awake || sleep 300"));
        assertThat(failure.exit()).isEqualTo(ExitCode.PROVIDER);
        assertThat(failure.code()).isEqualTo("packer_killed");
        assertThat(failure.message())
                .isEqualTo("Packer was killed (signal 9) during build step 2 of 2 (shell: echo sleeping)");
        assertNothingIsLeft();
        assertThat(images.images()).noneMatch(image -> image.family().equals(name));
        assertThat(layers()).hasSize(1);

        events.clear();
        bake(shell("echo " + marker, "date +%s%N > first"), shell("echo awake"));
        assertThat(phases()).contains("build step 2 of 2").doesNotContain("build step 1 of 2");
    }

    @Test
    void aVmThatDiesDuringAStepIsToldAsThat() throws Exception {
        var failure = bakeThatMeets(() -> engine.remove("wb-" + id + "-bake"), shell("echo sleeping", "sleep 300"));
        assertThat(failure.exit()).isEqualTo(ExitCode.PROVIDER);
        assertThat(failure.code()).isEqualTo("vm_broken");
        assertThat(failure.message()).startsWith("the VM stopped while the build steps ran: ");
        assertNothingIsLeft();
        assertThat(images.images()).noneMatch(image -> image.family().equals(name));
    }

    @Test
    void aFullDiskDuringTheCaptureLeavesNothingAndTheNextBakeWorks() throws Exception {
        var full = new AtomicBoolean(true);
        var crowded = (ContainerEngine) Proxy.newProxyInstance(
                ContainerEngine.class.getClassLoader(),
                new Class<?>[] {ContainerEngine.class},
                (proxy, method, given) -> {
                    if (method.getName().equals("commit") && full.get()) {
                        throw WorkbenchException.notReady("disk_full", "the container engine's disk is full");
                    }
                    try {
                        return method.invoke(engine, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        var vms = new DockerVms(crowded, bases::dockerVm);
        var failure = catchThrowableOfType(
                WorkbenchException.class, () -> bake(vms, shell("echo one > one"), shell("echo two > two")));
        assertThat(failure.exit()).isEqualTo(ExitCode.NOT_READY);
        assertThat(failure.code()).isEqualTo("disk_full");
        assertThat(events)
                .as("a layer that cannot be kept")
                .anyMatch(event -> event instanceof Event.Warning(String text)
                        && text.startsWith("the disk after build step 1 could not be kept: "));
        assertNothingIsLeft();
        assertThat(images.images()).noneMatch(image -> image.family().equals(name));

        full.set(false);
        assertThat(read(bake(vms, shell("echo one > one"), shell("echo two > two")), "cat one two"))
                .isEqualTo("one\ntwo\n");
    }

    /** The failure of a bake that something happens to when a step has printed {@code sleeping}. */
    private WorkbenchException bakeThatMeets(Runnable fate, BuildStep... steps) throws Exception {
        var result = new CompletableFuture<WorkbenchException>();
        Thread.ofPlatform()
                .start(() -> result.complete(catchThrowableOfType(WorkbenchException.class, () -> bake(steps))));
        Awaitility.await().atMost(LIMIT).until(() -> events.contains(new Event.Output("packer", "sleeping")));
        fate.run();
        return result.get(150, TimeUnit.SECONDS);
    }

    private void inContainer(String name, String command) {
        var nothing = OutputStream.nullOutputStream();
        engine.exec(name, Exec.of("sh", "-c", command), Streams.of(nothing, nothing));
    }

    @Test
    void tenThousandFilesTakeSeconds() throws Exception {
        for (var i = 0; i < 10_000; i++) {
            write("many/" + i % 100 + "/" + i, "content " + i + "\n");
        }
        Files.setPosixFilePermissions(family.resolve("many/7/7"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(family.resolve("many/link"), Path.of("7/7"));
        var choice = bake(new BuildStep.File("many", "there/many"));
        var took = ended().filter(phase -> phase.name().equals("run the build steps"))
                .findFirst()
                .orElseThrow()
                .took();
        assertThat(took).isLessThan(Duration.ofSeconds(40));
        assertThat(read(choice, "find there/many -type f | wc -l; stat -c '%a %U' there/many/7/7; cat there/many/link"))
                .isEqualTo("10000\n755 admin\ncontent 7\n");
    }

    private ImageChoice bake(BuildStep... steps) {
        return bake(provider, steps);
    }

    private ImageChoice bake(DockerVms provider, BuildStep... steps) {
        var spec = spec(steps);
        var family = new TaskFamily(name, this.family, Optional.empty(), Optional.empty());
        var recipe = Recipe.of(
                family, "main", spec, provider.choose(spec), family.directory().resolveSibling("hashes"));
        var choice = baker.prepare(recipe, provider, scope, events::add);
        if (choice.source() instanceof VmSource.Baked(VmImage image)) {
            baked.add(image);
        }
        return choice;
    }

    private static VmSpec spec(BuildStep... steps) {
        return new VmSpec(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                VmSpec.DEFAULT_BASE_IMAGE,
                List.of(steps));
    }

    private List<VmImage> layers() {
        return stepLayers.layers().stream()
                .filter(layer -> layer.family().equals(name))
                .toList();
    }

    /** What a command prints on a VM that starts from the image. */
    private String read(ImageChoice choice, String command) {
        try (var lab = new VmLab(engine, provider);
                var guest = lab.awaitReady(lab.launch("vm", choice.source(), provider.choose(spec())))) {
            return guest.run(command, LIMIT, 1_000_000).stdout();
        }
    }

    private void assertNothingIsLeft() {
        var labels = Map.of(Ownership.LABEL_ENVIRONMENT, id);
        assertThat(engine.containers(labels)).isEmpty();
        assertThat(engine.networks(labels)).isEmpty();
        assertThat(scope.ledger().outstanding()).isEmpty();
    }

    private List<String> phases() {
        var names = new ArrayList<String>();
        ended().filter(phase -> !phase.failed()).forEach(phase -> names.add(phase.name()));
        return names;
    }

    private Stream<Event.PhaseEnded> ended() {
        return events.stream().filter(Event.PhaseEnded.class::isInstance).map(Event.PhaseEnded.class::cast);
    }

    private static BuildStep shell(String... commands) {
        return new BuildStep.Shell(List.of(commands));
    }

    private void write(String path, String content) throws IOException {
        var file = family.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
