package dev.workbench.vm;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The base images of a provider whose publishers make new ones, kept where they are by a lock file. */
public interface PinnedBases extends Ability {
    /** The lock file's name in a directory that has one, and among a user's files. */
    String FILE = "workbench.lock";

    /** The lock file, whether it is there or not. */
    Path file();

    /** The same with another lock file. */
    PinnedBases in(Path file);

    /**
     * Asks the publishers what is newest, and changes nothing.
     *
     * @param bases which; those that are locked when there are none
     */
    List<PinnedBase> compare(Set<String> bases);

    /**
     * Locks what is newest now.
     *
     * @param bases which; those that are locked when there are none, and all when nothing is
     * @return what was locked before, and what is now
     */
    List<PinnedBase> update(Set<String> bases);
}
