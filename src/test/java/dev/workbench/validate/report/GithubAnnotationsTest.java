package dev.workbench.validate.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GithubAnnotationsTest {
    @Test
    void eachFindingAndEachFailureIsALine() {
        assertThat(GithubAnnotations.of(Reports.mixed(), Reports.ROOT).lines())
                .containsExactly(
                        "::warning file=bad_one/bad_one.py,line=1,col=18,title=WB172 crlf::"
                                + "the file has CRLF line ends%0A→ mend it",
                        "::error file=bad_one/a dir/run.sh,title=WB300 not-solved::"
                                + "the agent scores 0.5, 100%25 sure%0A]]> \u0007 <x>%0A→ mend it",
                        "::error title=workbench could not tell::there is no room");
    }
}
