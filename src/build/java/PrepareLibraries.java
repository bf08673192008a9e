import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes one jar of the libraries in a directory, quick to start from. A JVM opens every jar of its class path at each
 * start, so there is one. The JDK's AOT cache leaves out every class older than Java 6, which is all of picocli: such
 * classes are lifted to a version that it takes, with the stack maps that this version needs.
 *
 * <p>Run by the build: {@code PrepareLibraries target/lib target/libraries.jar}.
 */
final class PrepareLibraries {

    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
    private static final ClassFileVersion LIFTED = ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0);
    private static final String MANIFEST = "META-INF/MANIFEST.MF";


    /** The same libraries make the same jar, whenever they do. At the format's very first time Java adds one of the zone. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 2, 1, 0, 0);

    private PrepareLibraries() {}

    public static void main(String[] args) throws IOException {
        var merged = new TreeMap<String, byte[]>();
        merged.put(MANIFEST, "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n".getBytes(UTF_8));
        for (var jar : jars(Path.of(args[0]))) {
            var entries = read(jar);
            lift(entries);
            entries.forEach((name, bytes) -> merged.merge(name, bytes, (first, second) ->
                    name.startsWith("META-INF/services/") ? lines(first, second) : first));
        }
        write(Path.of(args[1]), merged);
    }

    private static List<Path> jars(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static byte[] lines(byte[] first, byte[] second) {
        return (new String(first, UTF_8).stripTrailing() + "\n" + new String(second, UTF_8)).getBytes(UTF_8);
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && isWanted(entry.getName())) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return entries;
    }

    /** Signatures and module descriptors hold for one jar alone. */
    private static boolean isWanted(String name) {
        return !name.equals(MANIFEST)
                && !name.endsWith("module-info.class")
                && !name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }

    /** Lifts the old classes among the entries. */
    private static void lift(Map<String, byte[]> entries) {
        var hierarchy = ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> {
                    var bytes = entries.get(internalName(type) + ".class");
                    return bytes == null ? null : new ByteArrayInputStream(bytes);
                })
                .orElse(ClassHierarchyResolver.defaultResolver());
        var classFile = ClassFile.of(
                ClassHierarchyResolverOption.of(hierarchy), StackMapsOption.GENERATE_STACK_MAPS);
        entries.replaceAll((name, bytes) -> isOldClass(name, bytes) ? lift(classFile, bytes) : bytes);
    }

    private static String internalName(ClassDesc type) {
        var descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }

    private static boolean isOldClass(String name, byte[] bytes) {
        return name.endsWith(".class") && ((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) < FIRST_WITH_STACK_MAPS;
    }

    private static byte[] lift(ClassFile classFile, byte[] bytes) {
        ClassTransform version =
                (builder, element) -> builder.with(element instanceof ClassFileVersion ? LIFTED : element);
        return classFile.transformClass(
                classFile.parse(bytes), version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
    }

    private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
        var draft = jar.resolveSibling(jar.getFileName() + ".new");
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)))) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (var entry : entries.entrySet()) {
                var header = new ZipEntry(entry.getKey());
                header.setTimeLocal(ALWAYS);
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
    }
}
