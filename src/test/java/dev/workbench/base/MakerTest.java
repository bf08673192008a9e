package dev.workbench.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MakerTest {
    @Test
    void aRunningProcessIsNotDead() {
        assertThat(Maker.parse(Maker.self().toString())).isEqualTo(Maker.self());
        assertThat(Maker.self().isDead()).isFalse();
    }

    @Test
    void aProcessWhoseNumberIsUsedAgainIsDead() {
        var self = Maker.self();
        assertThat(new Maker(self.host(), self.process(), self.startedMillis() - 5).isDead())
                .isTrue();
    }

    @Test
    void nothingIsKnownOfAnotherMachinesProcesses() {
        assertThat(new Maker("elsewhere", 1, 1).isDead()).isFalse();
        assertThat(Maker.parse("nonsense").isDead()).isFalse();
    }
}
