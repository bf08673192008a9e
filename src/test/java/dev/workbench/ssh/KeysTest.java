package dev.workbench.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    @TempDir
    Path directory;

    @Test
    void theAdminKeyIsRsa3072InPkcs1Pem() {
        var key = Keys.startRsa("workbench").join();

        assertThat(((RSAPublicKey) key.pair().getPublic()).getModulus().bitLength())
                .isEqualTo(3072);
        assertThat(key.privateText())
                .startsWith("-----BEGIN RSA PRIVATE KEY-----\nMII")
                .endsWith("\n-----END RSA PRIVATE KEY-----\n");
        assertThat(key.privateText().lines()).allMatch(line -> line.length() <= 64);
        assertThat(key.publicLine()).matches("ssh-rsa AAAAB3NzaC1yc2E[A-Za-z0-9+/]+=* workbench");
    }

    @Test
    void anAdminKeyIsReadBackFromItsFile() throws IOException {
        var key = Keys.rsa("");
        var file = directory.resolve("admin_key.pem");
        key.writePrivate(file);

        var read = Keys.readRsa(file);

        assertThat(read.pair().getPrivate()).isEqualTo(key.pair().getPrivate());
        assertThat(read.publicLine()).isEqualTo(key.publicLine());
    }

    @Test
    void aPrivateKeyFileIsForItsOwnerAlone() throws IOException {
        var file = directory.resolve("key");
        Files.writeString(file, "something else");
        Keys.ed25519("host").writePrivate(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly("key");
    }

    @Test
    void theHostKeyIsEd25519InOpenSshsOwnFormat() {
        var key = Keys.ed25519("host");

        assertThat(key.publicLine()).matches("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5[A-Za-z0-9+/]{48} host");
        assertThat(key.privateText()).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA");
    }

    @Test
    void aKeyNeverShowsItsPrivateHalfInALog() {
        var key = Keys.ed25519("host");
        assertThat(key + " " + new Login("admin", key.pair(), key.publicLine())).doesNotContain("PRIVATE");
    }

    @Test
    void whatIsNoRsaKeyIsRefused() throws IOException {
        var file = Files.writeString(directory.resolve("key"), Keys.ed25519("").privateText());
        assertThatThrownBy(() -> Keys.readRsa(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("PKCS#1");
    }
}
