package dev.workbench.home;

import java.nio.file.Path;
import java.util.Map;

/**
 * The three directories of a user that workbench keeps things in, by the XDG base directory specification.
 *
 * @param config {@code ~/.config/workbench}: what the user wrote
 * @param state {@code ~/.local/state/workbench}: environments, ledgers, logs, keys
 * @param cache {@code ~/.cache/workbench}: what can be made again
 */
public record Home(Path config, Path state, Path cache) {
    private static final String NAME = "workbench";

    public static Home of(Map<String, String> environment) {
        var user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return new Home(
                base(environment, "XDG_CONFIG_HOME", user.resolve(".config")),
                base(environment, "XDG_STATE_HOME", user.resolve(".local/state")),
                base(environment, "XDG_CACHE_HOME", user.resolve(".cache")));
    }

    /** A relative value counts as unset, as the specification asks. */
    private static Path base(Map<String, String> environment, String variable, Path fallback) {
        var value = environment.getOrDefault(variable, "");
        return (value.startsWith("/") ? Path.of(value) : fallback).resolve(NAME);
    }

    public Path userConfig() {
        return config.resolve("config.yaml");
    }

    public Path environments() {
        return state.resolve("environments");
    }

    public EnvironmentFiles environment(String id) {
        return new EnvironmentFiles(environments().resolve(id));
    }

    /** Log files; an environment's log outlives it. */
    public Path logs() {
        return state.resolve("logs");
    }

    public Path log(String environment) {
        return logs().resolve(environment + ".log");
    }

    /** What the task code said of itself, one file per main image. */
    public Path descriptions() {
        return cache.resolve("descriptions");
    }

    /** What a family's source tells without being run, one file per content. */
    public Path inspections() {
        return cache.resolve("inspections");
    }

    /** What decided each baked VM image, and who used it when. */
    public Path vmImages() {
        return cache.resolve("vm-images");
    }

    /** The baked VM images that the user wants kept: no cache, for it cannot be made again. */
    public Path protectedImages() {
        return state.resolve("protected-images");
    }

    /** The hashes that the files of large families had, one file per family. */
    public Path fileHashes() {
        return cache.resolve("file-hashes");
    }
}
