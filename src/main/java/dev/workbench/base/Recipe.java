package dev.workbench.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an image is made inside a container: a script and the files that it finds beside itself.
 *
 * <p>The key is the SHA-256 over, in this order and each preceded by its length in decimal and a colon: the format's name
 * {@code workbench-recipe-1}, the kind, the script's name, and for every file, sorted by path, its path and its content.
 *
 * @param kind the image's kind, as in its label {@code dev.workbench.kind}
 * @param repository the engine's name for it, without the tag
 * @param title what people call it
 * @param script name of the file that is run
 */
record Recipe(String kind, String repository, String title, String script, Map<String, byte[]> files) {
    Recipe {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** With more files. */
    Recipe with(Map<String, byte[]> more) {
        var all = new TreeMap<>(files);
        all.putAll(more);
        return new Recipe(kind, repository, title, script, all);
    }

    String key() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, bytes("workbench-recipe-1"));
            add(digest, bytes(kind));
            add(digest, bytes(script));
            files.forEach((path, content) -> {
                add(digest, bytes(path));
                add(digest, content);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String reference() {
        return repository + ":" + key().substring(0, 12);
    }

    private static void add(MessageDigest digest, byte[] value) {
        digest.update(bytes(value.length + ":"));
        digest.update(value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
