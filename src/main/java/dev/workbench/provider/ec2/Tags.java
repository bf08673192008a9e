package dev.workbench.provider.ec2;

import dev.workbench.vm.Ownership;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags that everything of ours carries from its create call on, and how it is found by them. */
final class Tags {
    /** The resource's name among ours; AWS's console shows it. */
    static final String NAME = "Name";

    static final String KEY = "dev.workbench.key";
    static final String BASE = "dev.workbench.base";
    static final String ARCHITECTURE = "dev.workbench.architecture";
    static final String FAMILY = "dev.workbench.family";
    static final String TASK = "dev.workbench.task";
    private static final int LONGEST_VALUE = 256;

    private Tags() {}

    /** Of something that an environment owns. */
    static Map<String, String> of(String name, Ownership ownership) {
        var tags = new TreeMap<>(ownership.labels("vm"));
        tags.put(NAME, name);
        return tags;
    }

    static TagSpecification specification(ResourceType type, Map<String, String> tags) {
        return TagSpecification.builder().resourceType(type).tags(list(tags)).build();
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> tag(tag.getKey(), tag.getValue()))
                .toList();
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(fitting(value)).build();
    }

    /** As much of a value as a tag holds. */
    static String fitting(String value) {
        return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
    }

    static Map<String, String> map(List<Tag> tags) {
        var map = new TreeMap<String, String>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(Arrays.asList(values)).build();
    }

    static Filter named(String name) {
        return filter("tag:" + NAME, name);
    }

    /** What belongs to some environment. */
    static Filter ours() {
        return filter("tag-key", Ownership.LABEL_ENVIRONMENT);
    }
}
