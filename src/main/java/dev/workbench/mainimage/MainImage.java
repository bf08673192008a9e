package dev.workbench.mainimage;

import dev.workbench.container.ImageInfo;

/** A family's main image, ready to start from; {@code hit} when it was there already. */
public record MainImage(ImageInfo image, String key, boolean hit) {}
