package dev.workbench.validate.check;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.FamilyLoader;
import dev.workbench.family.document.Reason;
import dev.workbench.validate.Check;
import dev.workbench.validate.Findings;
import dev.workbench.validate.Rule;
import dev.workbench.validate.Spot;
import dev.workbench.validate.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/** The family loads, and its files can go into an image. */
final class ReadableCheck implements Check {
    /** What other checks tell with a better place. */
    private static final Set<String> TOLD_ELSEWHERE =
            Set.of("bad_manifest", "malformed_yaml", "bad_family_name", "no_task_family_class");

    @Override
    public void check(Subject family, Findings findings) {
        try {
            FamilyLoader.load(family.directory());
        } catch (WorkbenchException e) {
            if (!TOLD_ELSEWHERE.contains(e.code())) {
                findings.add(Rule.UNREADABLE, Optional.empty(), e, family.spot());
            }
        }
        try {
            Files.walkFileTree(family.directory(), new Walk(findings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only looks at what there is: large files are not read. */
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Findings findings;

        private Walk(Findings findings) {
            this.findings = findings;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isOther()) {
                tell(
                        file,
                        "this is neither a file, a directory nor a link",
                        "sockets, pipes and devices cannot be copied");
            } else if (attributes.isRegularFile() && !Files.isReadable(file)) {
                tell(file, "the file cannot be read: permission denied", "chmod u+r " + file.getFileName());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            tell(file, "this cannot be read: " + Reason.of(e), "check its mode and its owner");
            return FileVisitResult.CONTINUE;
        }

        private void tell(Path file, String message, String remedy) {
            findings.add(Rule.UNREADABLE, Spot.of(file), message, remedy);
        }
    }
}
