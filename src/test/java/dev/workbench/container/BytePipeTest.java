package dev.workbench.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BytePipeTest {
    private final BytePipe pipe = new BytePipe();

    @Test
    void carriesMoreThanItsBufferHolds() throws Exception {
        var content = new byte[3_000_001];
        new Random(1).nextBytes(content);
        var writer = CompletableFuture.runAsync(() -> {
            try (var out = pipe.out()) {
                out.write(content);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(pipe.in().readAllBytes()).isEqualTo(content);
        writer.get();
    }

    @Test
    void wakesItsReaderAtTheFirstByte() throws Exception {
        var reader = CompletableFuture.supplyAsync(() -> {
            try {
                return pipe.in().read();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        pipe.out().write(200);
        assertThat(reader.get()).isEqualTo(200);
    }

    @Test
    void givesWhatIsLeftAndThenTheEnd() throws Exception {
        try (var out = pipe.out()) {
            out.write(7);
        }
        assertThat(pipe.in().read()).isEqualTo(7);
        assertThat(pipe.in().read()).isEqualTo(-1);
    }

    @Test
    void closingEndsAReaderAndRefusesAWriter() throws Exception {
        pipe.out().write(7);
        pipe.close();
        assertThat(pipe.in().read()).isEqualTo(-1);
        assertThatThrownBy(() -> pipe.out().write(7)).isInstanceOf(IOException.class);
    }
}
