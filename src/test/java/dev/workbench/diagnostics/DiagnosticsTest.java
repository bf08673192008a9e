package dev.workbench.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DiagnosticsTest {
    private final ArrayList<String> log = new ArrayList<>();

    @Test
    void warningsReachTheSinkWithLoggerAndArguments() {
        Diagnostics.sendTo(log::add);
        LoggerFactory.getLogger("a.library").warn("{} of {} gone", 1, 2);
        assertThat(log).contains("WARN a.library: 1 of 2 gone");
    }

    @Test
    void anErrorBringsItsStackTrace() {
        Diagnostics.sendTo(log::add);
        LoggerFactory.getLogger("a.library").error("broken", new IllegalStateException("why"));
        assertThat(log)
                .anySatisfy(message -> assertThat(message)
                        .startsWith("ERROR a.library: broken\njava.lang.IllegalStateException: why\n\tat "));
    }

    @Test
    void finerLevelsAreOffBecauseTheyCarrySecrets() {
        var logger = LoggerFactory.getLogger("org.apache.hc.client5.http.wire");
        assertThat(logger.isInfoEnabled()).isFalse();
        assertThat(logger.isDebugEnabled()).isFalse();
        assertThat(logger.isTraceEnabled()).isFalse();
    }
}
