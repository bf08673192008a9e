package dev.workbench.base;

import java.net.URI;
import java.util.Optional;

/** Official disk images to start VM bases from, when the user's configuration names them. */
public record CloudImages(Optional<CloudImage> debian12) {
    /** Bases are made from Debian packages. */
    public static final CloudImages NONE = new CloudImages(Optional.empty());

    /**
     * A disk image (qcow2 or raw, with an ext4 root partition) to download.
     *
     * @param sha512 of the file, in hexadecimal
     */
    public record CloudImage(URI url, String sha512) {}
}
