package dev.workbench.mainimage;

import dev.workbench.error.WorkbenchException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the source of a family's module tells without being run.
 *
 * @param requiredEnvironmentVariables absent when the code computes them
 * @param tasks names, absent when the code computes them
 */
public record SourceFacts(
        boolean hasClass,
        List<String> members,
        Optional<String> standardVersion,
        Optional<List<String>> requiredEnvironmentVariables,
        Optional<List<String>> tasks) {

    SourceFacts checked(Path module) {
        if (!hasClass) {
            throw WorkbenchException.badInput("no_task_family", "there is no class TaskFamily")
                    .at(module.toString())
                    .hint("define 'class TaskFamily:' with the static methods get_tasks and get_instructions");
        }
        if (members.contains("score") && members.contains("intermediate_score")) {
            throw WorkbenchException.badInput(
                            "two_ways_to_score",
                            "TaskFamily has both score and intermediate_score; they exclude each other")
                    .at(module.toString())
                    .hint("keep score for one score at the end, or intermediate_score with aggregate_scores");
        }
        return this;
    }
}
