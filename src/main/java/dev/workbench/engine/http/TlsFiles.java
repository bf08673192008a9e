package dev.workbench.engine.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The PEM files that secure a TCP connection to an engine.
 *
 * @param authority who signed the engine's certificate; empty for the authorities that Java trusts
 * @param certificate with {@code key}, who we are
 * @param verify whether the engine's certificate is checked
 */
public record TlsFiles(Optional<Path> authority, Optional<Path> certificate, Optional<Path> key, boolean verify) {}
