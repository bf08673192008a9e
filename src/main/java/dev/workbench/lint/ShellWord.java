package dev.workbench.lint;

/**
 * A word of a shell command.
 *
 * @param text without its quotes; what is expanded stands as it is written
 * @param start index in the command's text
 */
record ShellWord(String text, int start, int end) {}
