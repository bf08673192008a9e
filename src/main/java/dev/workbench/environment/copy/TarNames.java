package dev.workbench.environment.copy;

import java.util.Optional;

/**
 * Where the entries of a tar go: its one top entry gets another name, or none, so that its content lies at the top.
 *
 * @param top the new name; empty for the content alone
 */
record TarNames(String top) {
    /** The new name of an entry, without a slash after it; empty for one that has no place any more. */
    Optional<String> map(String entry) {
        var bare = entry.replaceFirst("^\\./", "").replaceFirst("/+$", "");
        var slash = bare.indexOf('/');
        var rest = slash < 0 ? "" : bare.substring(slash + 1);
        var name = top.isEmpty() ? rest : rest.isEmpty() ? top : top + "/" + rest;
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
