package dev.workbench.family.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the file system tells of a file in one call, without following a link.
 *
 * <p>All but the mode is what changes when a file does; times are in nanoseconds since 1970.
 *
 * @param mode type and permissions, as {@code lstat} gives them
 * @param changed the change time, which nobody can set
 */
record FileFacts(int mode, long size, long modified, long changed, long inode, long device) {
    private static final String WANTED = "unix:mode,size,lastModifiedTime,ctime,ino,dev";
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;
    private static final int OWNER_EXECUTES = 0100;

    static FileFacts of(Path path) throws IOException {
        var attributes = Files.readAttributes(path, WANTED, LinkOption.NOFOLLOW_LINKS);
        return new FileFacts(
                (int) number(attributes, "mode"),
                number(attributes, "size"),
                time(attributes, "lastModifiedTime"),
                time(attributes, "ctime"),
                number(attributes, "ino"),
                number(attributes, "dev"));
    }

    boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    boolean isRegular() {
        return (mode & TYPE) == REGULAR;
    }

    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    boolean isExecutable() {
        return (mode & OWNER_EXECUTES) != 0;
    }

    private static long number(Map<String, Object> attributes, String name) {
        return ((Number) attributes.getOrDefault(name, 0L)).longValue();
    }

    private static long time(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
    }
}
