package dev.workbench.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class ModeBitsTest {
    @Test
    void bitsAndPermissionsSayTheSame() {
        assertThat(ModeBits.of(PosixFilePermissions.fromString("rwxr-x--x"))).isEqualTo(0751);
        assertThat(PosixFilePermissions.toString(ModeBits.permissions(0100644))).isEqualTo("rw-r--r--");
    }

    @Test
    void setIdBitsDoNotCount() {
        assertThat(PosixFilePermissions.toString(ModeBits.permissions(06755))).isEqualTo("rwxr-xr-x");
    }
}
