package dev.workbench.console;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class LocalOutputTest {
    @Test
    void aReaderThatWentAwayIsNoIoException() {
        var output = new LocalOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });

        assertThatThrownBy(() -> output.write(new byte[3], 0, 3)).isInstanceOf(LocalOutput.Closed.class);
        assertThatThrownBy(() -> output.write(1)).isInstanceOf(LocalOutput.Closed.class);
    }
}
