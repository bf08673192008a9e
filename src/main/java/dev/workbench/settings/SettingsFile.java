package dev.workbench.settings;

import dev.workbench.family.document.Fields;
import dev.workbench.family.document.Problems;
import dev.workbench.family.document.YamlDocument;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** A configuration file: one YAML mapping from settings' keys to values. */
final class SettingsFile {
    private SettingsFile() {}

    static Map<Setting, Settings.Chosen> read(Path file) {
        var source = file.toString();
        var problems = new Problems();
        var chosen = new EnumMap<Setting, Settings.Chosen>(Setting.class);
        var mapping = YamlDocument.readIfAny(file, source, problems);
        if (mapping.isEmpty()) {
            return chosen; // all of it may be commented out
        }
        var fields = new Fields(mapping.get(), problems, Setting.keys());
        for (var setting : Setting.values()) {
            var key = setting.key();
            var value = setting.words().isEmpty() ? fields.text(key) : fields.word(key, setting.words());
            value.ifPresent(text -> {
                setting.complaint(text)
                        .ifPresent(expected ->
                                problems.add(fields.place(key), key + " must be " + expected + ", not '" + text + "'"));
                chosen.put(
                        setting,
                        new Settings.Chosen(setting, text, fields.place(key).where()));
            });
        }
        problems.raise("bad_setting", String.valueOf(file.getFileName()), source);
        return chosen;
    }
}
