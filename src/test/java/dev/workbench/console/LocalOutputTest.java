package dev.workbench.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class LocalOutputTest {
    @Test
    void whatIsWrittenArrives() throws IOException {
        var file = new ByteArrayOutputStream();
        try (var output = new LocalOutput(file)) {
            output.write(1);
            output.write(new byte[] {2, 3, 4}, 1, 2);
            assertThat(output.failed()).isFalse();
        }
        assertThat(file.toByteArray()).containsExactly(1, 3, 4);
    }

    @Test
    void aReaderThatWentAwayIsRemembered() throws IOException {
        try (var output = new LocalOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        })) {
            assertThatThrownBy(() -> output.write(new byte[3], 0, 3)).isInstanceOf(IOException.class);
            assertThat(output.failed()).isTrue();
        }
    }
}
