package dev.workbench.family.content;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 by the host's OpenSSL, where there is one.
 *
 * <p>The tool's JVM starts fast because it has no second compiler; but only that one knows the processor's instructions
 * for SHA-256, and without them Java's own digest is ten times slower than OpenSSL.
 */
@SuppressWarnings("restricted") // the launcher enables native access
final class OpenSslSha256 {
    private static final int BYTES = 32;

    private final MethodHandle create;
    private final MethodHandle begin;
    private final MethodHandle add;
    private final MethodHandle end;
    private final MethodHandle free;
    private final MemorySegment algorithm;

    private OpenSslSha256(SymbolLookup library) throws Throwable {
        var pointer = ValueLayout.ADDRESS;
        var number = ValueLayout.JAVA_INT;
        create = function(library, "EVP_MD_CTX_new", FunctionDescriptor.of(pointer));
        free = function(library, "EVP_MD_CTX_free", FunctionDescriptor.ofVoid(pointer));
        begin = function(library, "EVP_DigestInit_ex", FunctionDescriptor.of(number, pointer, pointer, pointer));
        add = function(
                library,
                "EVP_DigestUpdate",
                FunctionDescriptor.of(number, pointer, pointer, ValueLayout.JAVA_LONG),
                Linker.Option.critical(true)); // lets it read Java's arrays in place
        end = function(library, "EVP_DigestFinal_ex", FunctionDescriptor.of(number, pointer, pointer, pointer));
        algorithm = (MemorySegment)
                function(library, "EVP_sha256", FunctionDescriptor.of(pointer)).invokeExact();
    }

    private static MethodHandle function(
            SymbolLookup library, String name, FunctionDescriptor type, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type, options);
    }

    /** The host's library, looked for once. */
    static Optional<OpenSslSha256> find() {
        return Optional.ofNullable(Found.LIBRARY);
    }

    private static final class Found {
        private static final @Nullable OpenSslSha256 LIBRARY =
                System.getProperty("os.name").equals("Linux")
                        ? Stream.of("libcrypto.so.3", "libcrypto.so.1.1")
                                .flatMap(name -> open(name).stream())
                                .findFirst()
                                .orElse(null)
                        : null;

        private Found() {}

        // Whatever is wrong with it, Java's own digest does the same
        private static Optional<OpenSslSha256> open(String name) {
            try {
                return Optional.of(new OpenSslSha256(SymbolLookup.libraryLookup(name, Arena.global())));
            } catch (Throwable e) {
                return Optional.empty();
            }
        }
    }

    Hasher hasher() {
        try {
            return new Digest((MemorySegment) create.invokeExact());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** One digest under way. */
    private final class Digest implements Hasher {
        private final MemorySegment context;
        private boolean closed;

        private Digest(MemorySegment context) {
            check(context.equals(MemorySegment.NULL) ? 0 : 1);
            this.context = context;
            reset();
        }

        @Override
        public void reset() {
            checkOpen();
            try {
                check((int) begin.invokeExact(context, algorithm, MemorySegment.NULL));
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void update(byte[] bytes, int length) {
            checkOpen();
            try {
                check((int) add.invokeExact(context, MemorySegment.ofArray(bytes), (long) length));
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String hex() {
            checkOpen();
            try (var arena = Arena.ofConfined()) {
                var result = arena.allocate(BYTES);
                check((int) end.invokeExact(context, result, MemorySegment.NULL));
                return HexFormat.of().formatHex(result.toArray(ValueLayout.JAVA_BYTE));
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            try {
                free.invokeExact(context);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        /** Memory that was freed must not be touched. */
        private void checkOpen() {
            if (closed) {
                throw new IllegalStateException("the digest is closed");
            }
        }

        private static void check(int success) {
            if (success != 1) {
                throw new IllegalStateException("OpenSSL refused to compute SHA-256");
            }
        }
    }
}
