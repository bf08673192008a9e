package dev.workbench.family.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Sha256Test {
    @ParameterizedTest
    @MethodSource("hashers")
    void theStandardsExamplesHold(Hasher hasher) {
        assertThat(hasher.hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        hasher.reset();
        hasher.update(new byte[] {'x', 'x'}, 2);
        hasher.reset();
        hasher.update(new byte[] {'a', 'b', 'c', 'd'}, 2);
        hasher.update(new byte[] {'c'}, 1);
        assertThat(hasher.hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @MethodSource("hashers")
    void bothComputeTheSame(Hasher hasher) {
        var random = new Random(5);
        for (var round = 0; round < 50; round++) {
            var java = Sha256.java();
            hasher.reset();
            for (var piece = random.nextInt(5); piece >= 0; piece--) {
                var bytes = new byte[1 + random.nextInt(300_000)];
                random.nextBytes(bytes);
                var length = random.nextInt(bytes.length + 1);
                hasher.update(bytes, length);
                java.update(bytes, length);
            }
            assertThat(hasher.hex()).isEqualTo(java.hex());
        }
    }

    @Test
    void aClosedOneTouchesNoFreedMemory() {
        var hasher = openSsl().hasher();
        hasher.close();
        hasher.close();

        assertThatThrownBy(() -> hasher.update(new byte[1], 1)).hasMessage("the digest is closed");
        assertThatThrownBy(hasher::hex).hasMessage("the digest is closed");
    }

    static Stream<Hasher> hashers() {
        return Stream.of(Sha256.java(), openSsl().hasher());
    }

    private static OpenSslSha256 openSsl() {
        var found = OpenSslSha256.find();
        assumeThat(found).as("a host with OpenSSL").isPresent();
        return found.orElseThrow();
    }
}
