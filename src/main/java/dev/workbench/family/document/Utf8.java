package dev.workbench.family.document;

import dev.workbench.error.WorkbenchException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes text files strictly; a byte order mark at the start is dropped. */
public final class Utf8 {
    private Utf8() {}

    /** @throws WorkbenchException naming the line of the first byte that is not UTF-8 */
    public static String decode(byte[] bytes, String source) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            var line = 1 + out.chars().filter(c -> c == '\n').count();
            throw WorkbenchException.badInput("not_utf8", "the file is not UTF-8 text")
                    .at(source + ":" + line)
                    .hint("save it as UTF-8");
        }
        return out.length() > 0 && out.charAt(0) == '\uFEFF'
                ? out.subSequence(1, out.length()).toString()
                : out.toString();
    }
}
