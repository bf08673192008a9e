import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
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
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes the libraries in a directory quick to start from. The JDK's AOT cache leaves out every class older than
 * Java 6, which is all of picocli: such classes are lifted to a version that it takes, with the stack maps that this
 * version needs. The jars that change are stored without compression. Run by the build on {@code target/lib}.
 */
final class PrepareLibraries {

    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
    private static final ClassFileVersion LIFTED = ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0);

    private PrepareLibraries() {}

    public static void main(String[] args) throws IOException {
        try (var jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
            for (var jar : jars) {
                var entries = read(jar);
                if (lift(entries)) {
                    write(jar, entries);
                }
            }
        }
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return entries;
    }

    /** Lifts the old classes among the entries, and says whether there were any. */
    private static boolean lift(Map<String, byte[]> entries) {
        var hierarchy = ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> {
                    var bytes = entries.get(internalName(type) + ".class");
                    return bytes == null ? null : new ByteArrayInputStream(bytes);
                })
                .orElse(ClassHierarchyResolver.defaultResolver());
        var classFile = ClassFile.of(
                ClassHierarchyResolverOption.of(hierarchy), StackMapsOption.GENERATE_STACK_MAPS);
        var before = Map.copyOf(entries);
        entries.replaceAll((name, bytes) -> isOldClass(name, bytes) ? lift(classFile, bytes) : bytes);
        return !before.equals(entries);
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
        var time = Files.getLastModifiedTime(jar);
        var draft = jar.resolveSibling(jar.getFileName() + ".new");
        try (var zip = new ZipOutputStream(Files.newOutputStream(draft))) {
            for (var entry : entries.entrySet()) {
                store(zip, entry.getKey(), entry.getValue(), time);
            }
        }
        // The time of the original, so that the build does not copy it again.
        Files.setLastModifiedTime(draft, time);
        Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes, FileTime time) throws IOException {
        var checksum = new CRC32();
        checksum.update(bytes);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        entry.setLastModifiedTime(time);
        zip.putNextEntry(entry);
        ((OutputStream) zip).write(bytes);
        zip.closeEntry();
    }
}
