# Sourced by workbench, after find-jdk.sh; $here is the repository. What happens at every start stands first and
# starts one process (`find`); the rest runs only after a build.

build_stamp=$here/target/built
workbench_jar=$here/target/workbench.jar
libraries_jar=$here/target/libraries.jar

# Short-lived and small: no second compiler, no parallel collector, no shared counters, no JVM messages, and the cache
# mapped where it was made for instead of relocated at each start; reflection without classes made for each call; no
# search of all jars for Groovy, which picocli could use.
# An AOT cache is used only by a JVM that has the options it was made with, so training uses the same ones.
java_options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xmx128m -Xlog:disable
    -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 --enable-native-access=ALL-UNNAMED
    -Djdk.reflect.useNativeAccessorOnly=true -Dpicocli.disable.closures=true"

sources_are_newer() {
    [ -f "$build_stamp" ] && [ -f "$workbench_jar" ] && [ -f "$libraries_jar" ] || return 0
    [ -n "$(find "$here/pom.xml" "$here/src/main" "$here/src/build" -newer "$build_stamp" 2>/dev/null)" ]
}

build_if_stale() {
    if sources_are_newer; then
        mkdir -p "$here/target"
        if command -v flock >/dev/null; then
            exec 9>"$here/target/build.lock"
            flock 9
            # Whoever held the lock may have done it.
            ! sources_are_newer || build
            exec 9>&-
        else
            build
        fi
    fi
    class_path=$workbench_jar:$libraries_jar
}

build() {
    echo 'workbench: building (only when sources have changed)' >&2
    build_log=$here/target/launcher-build.log
    # Neither its input nor its output is the command's.
    if ! (cd "$here" && ./mvnw -Dstyle.color=never -DskipTests -DskipITs package) >"$build_log" 2>&1 </dev/null 9>&-; then
        sed -n '/^\[WARNING\]/p;/^\[ERROR\]/p;/^error:/,$p' "$build_log" >&2
        echo 'error: workbench could not be built' >&2
        echo "  in:   $here" >&2
        echo "  hint: the whole of Maven's output is in $build_log" >&2
        exit 3
    fi
}

# Sets aot_option. Whatever goes wrong here costs time at the start, never the start itself.
# All of a cache is loaded at the start. Help and completion, which somebody waits for while typing, need half of what
# the other commands need: they have a cache of their own.
choose_aot_cache() {
    aot_option=
    case ${1:-} in
        '' | -* | words) aot_part=typing ;;
        *) aot_part=commands ;;
    esac
    case ${XDG_CACHE_HOME:-}:${HOME:-} in
        /*) aot_dir=$XDG_CACHE_HOME/workbench/aot ;;
        *:/*) aot_dir=$HOME/.cache/workbench/aot ;;
        *) return 0 ;;
    esac
    aot_key=
    { read -r aot_key <"$here/target/aot-key"; } 2>/dev/null || :
    if [ -z "$aot_key" ] || [ "$build_stamp" -nt "$here/target/aot-key" ] || [ ! -f "$aot_dir/$aot_key-$jdk_id-$aot_part.aot" ]; then
        . "$here/.mvn/train.sh"
        train_aot_caches
    fi
    # An empty file stands for a JVM that cannot make one.
    [ ! -s "$aot_dir/$aot_key-$jdk_id-$aot_part.aot" ] || aot_option=-XX:AOTCache=$aot_dir/$aot_key-$jdk_id-$aot_part.aot
}
