package dev.workbench.environment.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workbench.error.WorkbenchException;
import org.junit.jupiter.api.Test;

class CopyPathTest {
    @Test
    void whatStandsBeforeTheColonSaysWhere() {
        assertThat(CopyPath.parse("tidy-1:/root/x")).isEqualTo(new CopyPath.InContainer("tidy-1", "/root/x"));
        assertThat(CopyPath.parse("tidy-1@vm:/tmp/a:b")).isEqualTo(new CopyPath.OnVm("tidy-1", "/tmp/a:b"));
        assertThat(CopyPath.parse("out.txt")).isEqualTo(new CopyPath.Local("out.txt"));
    }

    @Test
    void aLocalNameWithAColonIsWrittenWithASlashBeforeIt() {
        assertThat(CopyPath.parse("./a:b")).isEqualTo(new CopyPath.Local("./a:b"));
        assertThat(CopyPath.parse("/tmp/a:b")).isEqualTo(new CopyPath.Local("/tmp/a:b"));
    }

    @Test
    void noEnvironmentIsTheMostRecentOne() {
        assertThat(CopyPath.parse(":notes")).isEqualTo(new CopyPath.InContainer("", "notes"));
        assertThat(CopyPath.parse("@vm:notes")).isEqualTo(new CopyPath.OnVm("", "notes"));
    }

    @Test
    void theHomeIsTheBeginning() {
        assertThat(CopyPath.parse("e:")).isEqualTo(new CopyPath.InContainer("e", "."));
        assertThat(CopyPath.parse("e@vm:~")).isEqualTo(new CopyPath.OnVm("e", "."));
        assertThat(CopyPath.parse("e@vm:~/x")).isEqualTo(new CopyPath.OnVm("e", "./x"));
    }

    @Test
    void aPathWithoutANameOfItsOwnIsTheContentOfADirectory() {
        for (var content : new String[] {"e:", "e:.", "e:/root/.", "e:/", "e:..", "./."}) {
            assertThat(CopyPath.parse(content).namesContent()).as(content).isTrue();
        }
        assertThat(CopyPath.parse("e:/root/dir/").lastName()).isEqualTo("dir");
        assertThat(CopyPath.parse("e:/root/.hidden").namesContent()).isFalse();
    }

    @Test
    void anotherMachineThanTheVmIsRefused() {
        assertThatThrownBy(() -> CopyPath.parse("e@db:/x"))
                .isInstanceOfSatisfying(
                        WorkbenchException.class,
                        e -> assertThat(e.hint())
                                .hasValueSatisfying(hint -> assertThat(hint).contains("./e@db:/x")));
        assertThatThrownBy(() -> CopyPath.parse("")).isInstanceOf(WorkbenchException.class);
    }
}
