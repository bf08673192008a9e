package dev.workbench.vm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.WorkbenchException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VmProvidersTest {
    private final VmProviders providers = new VmProviders(List.of(new FakeVms()), Map.of("cloud", () -> {
        throw new AssertionError("no cloud is made to learn whether there is one");
    }));

    @Test
    void aNameIsCheckedWithoutAskingACloud() {
        assertThatCode(() -> providers.check("fake")).doesNotThrowAnyException();
        assertThatCode(() -> providers.check("cloud")).doesNotThrowAnyException();
    }

    @Test
    void anUnknownNameIsToldWithTheOnesThereAre() {
        assertThatThrownBy(() -> providers.check("clod"))
                .hasMessage("there is no provider 'clod'")
                .isInstanceOfSatisfying(
                        WorkbenchException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.hint())
                                .contains("providers: fake, cloud"));
    }
}
