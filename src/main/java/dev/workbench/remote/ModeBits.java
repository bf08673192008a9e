package dev.workbench.remote;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The nine permission bits of a file, as a number and as the JDK's set; set-id and sticky bits do not count. */
public final class ModeBits {
    private static final Map<PosixFilePermission, Integer> BITS = Map.of(
            PosixFilePermission.OWNER_READ, 0400,
            PosixFilePermission.OWNER_WRITE, 0200,
            PosixFilePermission.OWNER_EXECUTE, 0100,
            PosixFilePermission.GROUP_READ, 0040,
            PosixFilePermission.GROUP_WRITE, 0020,
            PosixFilePermission.GROUP_EXECUTE, 0010,
            PosixFilePermission.OTHERS_READ, 0004,
            PosixFilePermission.OTHERS_WRITE, 0002,
            PosixFilePermission.OTHERS_EXECUTE, 0001);

    private ModeBits() {}

    public static int of(Set<PosixFilePermission> permissions) {
        return permissions.stream().mapToInt(BITS::get).sum();
    }

    public static Set<PosixFilePermission> permissions(int mode) {
        var result = EnumSet.noneOf(PosixFilePermission.class);
        BITS.forEach((permission, bit) -> {
            if ((mode & bit) != 0) {
                result.add(permission);
            }
        });
        return result;
    }
}
