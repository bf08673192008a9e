package dev.workbench.image;

/**
 * One way in which the inputs of two images differ.
 *
 * @param subject what it is about: {@code base}, {@code provider}, {@code architecture}, {@code step 3} (numbered as in
 *     the later image, or in the earlier one when it is gone), or a path in the family
 * @param text the whole, in words
 */
public record Change(String subject, String text) {}
