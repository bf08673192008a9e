package dev.workbench.environment.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Tar streams as all sides read and write them: UTF-8 names of any length, files of any size. */
final class Tars {
    private static final int RECORD_BYTES = 10_240;

    private Tars() {}

    static TarArchiveInputStream reading(InputStream in) {
        return new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
    }

    static TarArchiveOutputStream writing(OutputStream out) {
        var tar = new TarArchiveOutputStream(out, RECORD_BYTES, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    /** Passes a tar on with other names and one owner. */
    static void rewrite(InputStream from, OutputStream to, TarNames names, Place.Owner owner) throws IOException {
        var in = reading(from);
        var out = writing(to);
        for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            var name = names.map(entry.getName());
            if (name.isEmpty()) {
                continue;
            }
            var directory = entry.isDirectory();
            entry.setName(directory ? name.get() + "/" : name.get());
            if (entry.isLink()) {
                entry.setLinkName(names.map(entry.getLinkName()).orElseThrow());
            }
            entry.setIds(owner.user(), owner.group());
            entry.setNames("", "");
            out.putArchiveEntry(entry);
            in.transferTo(out);
            out.closeArchiveEntry();
        }
        out.finish();
        out.flush();
    }
}
