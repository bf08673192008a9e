package dev.workbench.family.content;

import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * File names by their bytes, decoded as UTF-8.
 *
 * <p>{@code Path.toString} decodes by the locale, which loses names in {@code LANG=C}; a path's URI has the true bytes.
 */
final class FileNames {
    private FileNames() {}

    /** A name whose bytes are not UTF-8; the message shows it with escapes. */
    static final class NotUtf8 extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        NotUtf8(String shown) {
            super(shown);
        }
    }

    /** The last name of an absolute path. */
    static String name(Path path) throws NotUtf8 {
        var name = String.valueOf(path.getFileName());
        if (isAscii(name)) {
            return name;
        }
        var raw = path.toUri().getRawPath();
        var end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        return decode(raw.substring(raw.lastIndexOf('/', end - 1) + 1, end));
    }

    /** A whole path as it is written, absolute or relative: a link's target. */
    static String whole(Path path) throws NotUtf8 {
        var written = path.toString();
        if (isAscii(written)) {
            return written;
        }
        if (path.isAbsolute()) {
            return withoutTail(decode(path.toUri().getRawPath()), written);
        }
        // Below the file system's root nothing can be lost by making the target absolute.
        var rooted = path.getFileSystem().getPath("/").resolve(path);
        return withoutTail(decode(rooted.toUri().getRawPath()).substring(1), written);
    }

    /** A path below a directory, whose name is made of the same bytes in every locale. */
    static Path resolve(Path directory, String relative) {
        if (isAscii(relative)) {
            return directory.resolve(relative);
        }
        var escaped = new StringBuilder(directory.toUri().toString());
        if (escaped.charAt(escaped.length() - 1) != '/') {
            escaped.append('/');
        }
        for (var b : relative.getBytes(StandardCharsets.UTF_8)) {
            if (b == '/') {
                escaped.append('/');
            } else {
                escaped.append(String.format("%%%02X", b));
            }
        }
        return Path.of(URI.create(escaped.toString()));
    }

    /** An URI of a directory has a slash at its end that the path has not. */
    private static String withoutTail(String path, String written) {
        return path.endsWith("/") && !written.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static String decode(String escaped) throws NotUtf8 {
        var bytes = ByteBuffer.allocate(escaped.length());
        for (var i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) escaped.charAt(i));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new NotUtf8(escaped);
        }
    }
}
