package dev.workbench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.workbench.environment.EnvironmentRecord;
import dev.workbench.image.Difference;
import dev.workbench.image.VmImages;
import dev.workbench.json.Json;
import dev.workbench.run.BuildTask;
import dev.workbench.run.EnvironmentList;
import dev.workbench.run.ImageFileTask;
import dev.workbench.run.LintTask;
import dev.workbench.run.Outcome;
import dev.workbench.run.VmImageTasks;
import dev.workbench.run.VmList;
import dev.workbench.score.ScoreLog;
import dev.workbench.vm.ListPrices;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What {@code -o json} prints, command by command, as Jackson itself sees the records that are printed. */
final class JsonShapes {
    private JsonShapes() {}

    /** A command with the type that it prints, and whether it prints a list of it. */
    private record Result(Class<?> type, boolean list) {}

    /** A field, by its path from the whole result, and what is there. */
    record Field(String path, String type) {}

    /** Commands, in the order in which they are shown, with the fields of their results. */
    static Map<String, List<Field>> all() {
        var shapes = new LinkedHashMap<String, List<Field>>();
        results().forEach((command, result) -> {
            var fields = new ArrayList<Field>();
            add(result.list() ? "[]." : "", Json.mapper().constructType(result.type()), fields);
            shapes.put(command, fields);
        });
        return shapes;
    }

    private static Map<String, Result> results() {
        var results = new LinkedHashMap<String, Result>();
        results.put("run, score, demo", new Result(Outcome.class, false));
        results.put("score --intermediate", new Result(ScoreLog.Entry.class, false));
        results.put("build, vm images build", new Result(BuildTask.Built.class, true));
        results.put("list", new Result(EnvironmentList.Row.class, true));
        results.put("show (and note, ssh_config, log)", new Result(EnvironmentRecord.class, false));
        results.put("validate", new Result(form("ValidationText$Form"), false));
        results.put("doctor", new Result(form("DiagnosisText$Form"), false));
        results.put("config show", new Result(form("ConfigShowCommand$Row"), true));
        results.put("vm list", new Result(VmList.Row.class, true));
        results.put("vm reap", new Result(form("ReapReport$Json"), false));
        results.put("vm images list", new Result(VmImageTasks.Row.class, true));
        results.put("vm images show", new Result(VmImageTasks.Details.class, false));
        results.put("vm images explain", new Result(VmImages.Explanation.class, false));
        results.put("vm images diff", new Result(Difference.class, false));
        results.put("vm images lint", new Result(LintTask.Result.class, false));
        results.put("vm images prune", new Result(form("VmImagesPruneCommand$Report"), false));
        results.put("vm images export", new Result(ImageFileTask.Exported.class, false));
        results.put("vm images import", new Result(ImageFileTask.Imported.class, false));
        results.put("vm images pull", new Result(VmImageTasks.Base.class, false));
        results.put("vm images outdated", new Result(VmImageTasks.Bases.class, false));
        results.put("vm prices refresh", new Result(ListPrices.Table.class, true));
        return results;
    }

    /** A form that only its command knows. */
    private static Class<?> form(String name) {
        try {
            return Class.forName("dev.workbench.cli." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(String prefix, JavaType type, List<Field> fields) {
        for (var property : properties(type)) {
            var value = property.getAccessor().getType();
            if (property.getAccessor().hasAnnotation(JsonUnwrapped.class)) {
                add(prefix, value, fields);
                continue;
            }
            var path = prefix + property.getName();
            fields.add(new Field(path, word(value)));
            var inner = inner(value);
            if (isRecord(inner)) {
                add(path + (content(value).isContainerType() ? "[]." : "."), inner, fields);
            }
        }
    }

    private static List<BeanPropertyDefinition> properties(JavaType type) {
        return Json.mapper().getSerializationConfig().introspect(type).findProperties().stream()
                .filter(BeanPropertyDefinition::couldSerialize)
                .toList();
    }

    private static boolean isRecord(JavaType type) {
        return type.getRawClass().isRecord();
    }

    /** What is there when anything is. */
    private static JavaType content(JavaType type) {
        return type.hasRawClass(Optional.class) ? type.containedType(0) : type;
    }

    /** The type of the elements of what may be a list of lists. */
    private static JavaType inner(JavaType type) {
        var content = content(type);
        return content.isContainerType() ? inner(content.getContentType()) : content;
    }

    private static String word(JavaType type) {
        if (type.hasRawClass(Optional.class)) {
            return word(type.containedType(0)) + " or null";
        }
        if (type.hasRawClass(OptionalDouble.class) || type.hasRawClass(OptionalInt.class)) {
            return "number or null";
        }
        if (type.isMapLikeType()) {
            return "object of " + word(type.getContentType());
        }
        if (type.isContainerType()) {
            return "array of " + word(type.getContentType());
        }
        return scalar(type.getRawClass());
    }

    private static String scalar(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "number";
        }
        if (type == Instant.class) {
            return "time";
        }
        if (type == String.class || type == Path.class || type.isEnum()) {
            return "string";
        }
        if (JsonNode.class.isAssignableFrom(type) || type == Object.class) {
            return "any";
        }
        if (type.isRecord()) {
            return "object";
        }
        throw new IllegalStateException("no word for " + type);
    }
}
