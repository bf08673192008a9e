# Sourced by launch.sh after a build, or when an AOT cache is gone: makes the caches by rehearsals
# (dev.workbench.Rehearsal), and removes those of earlier builds in the same directory.

train_aot_caches() {
    aot_key=$(build_key) || return 0
    if [ ! -f "$aot_dir/$aot_key-$jdk_id-$aot_part.aot" ]; then
        mkdir -p "$aot_dir" 2>/dev/null && [ -w "$aot_dir" ] || return 0
        echo 'workbench: preparing quick starts (once per build)' >&2
        draft=$(mktemp -d "$aot_dir/draft.XXXXXX" 2>/dev/null) || return 0
        rehearse commands dev.workbench.Rehearsal
        rehearse typing dev.workbench.Rehearsal typing
        rm -f "$aot_dir/${aot_key%-*}"-*-"$jdk_id"*.aot
        for aot_part_made in commands typing; do
            mv -f "$draft/$aot_part_made" "$aot_dir/$aot_key-$jdk_id-$aot_part_made.aot" 2>/dev/null || :
        done
        rm -rf "$draft"
    fi
    { echo "$aot_key" >"$here/target/aot-key"; } 2>/dev/null || :
}

# The repository's place, and the names, sizes and times of the jars: what a JVM compares before it uses a cache.
build_key() {
    place=$(printf %s "$here" | cksum) || return 1
    content=$(printf %s "$java_options $(list_jars)" | cksum) || return 1
    echo "${place%% *}-${content%% *}"
}

list_jars() {
    stat -c '%n %s %Y' "$workbench_jar" "$libraries_jar" 2>/dev/null ||
        stat -f '%N %z %m' "$workbench_jar" "$libraries_jar"
}

# Makes the file $1 in the draft from what the program in the other arguments loads; an empty file when there is no way.
rehearse() {
    made=$draft/$1
    shift
    # A cache for a small serial heap is made by the G1 collector, the only one that can write objects into it.
    # shellcheck disable=SC2086 # the options are words
    if LC_ALL=C.UTF-8 "$JAVA_HOME/bin/java" $java_options -XX:AOTMode=record -XX:AOTConfiguration="$draft/recorded" \
        -cp "$class_path" "$@" </dev/null &&
        LC_ALL=C.UTF-8 "$JAVA_HOME/bin/java" $java_options -XX:-UseSerialGC -XX:+UseG1GC -XX:AOTMode=create \
            -XX:AOTConfiguration="$draft/recorded" -XX:AOTCache="$made" -cp "$class_path" </dev/null; then
        :
    else
        : >"$made"
    fi >"$draft/log" 2>&1
}
