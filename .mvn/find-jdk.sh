# Sourced by mvnw and workbench. find_jdk sets JAVA_HOME to a JDK that is new enough, even when an older `java`
# comes first on PATH. It reads the JDKs' `release` files instead of starting them, which costs no time at all.

jdk_minimum=25

# Sets jdk_major to the major version of the JDK in $1, and jdk_id to a name for exactly that build of it; fails when
# it is no JDK.
jdk_version() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    jdk_major= jdk_runtime= jdk_vendor=
    while IFS='"' read -r jdk_key jdk_value _; do
        case $jdk_key in
            JAVA_VERSION=) jdk_major=${jdk_value%%[!0-9]*} ;;
            JAVA_RUNTIME_VERSION=) jdk_runtime=$jdk_value ;;
            IMPLEMENTOR_VERSION=) jdk_vendor=$jdk_value ;;
        esac
    done <"$1/release"
    jdk_id=${jdk_vendor:-${jdk_runtime:-$jdk_major}}
    jdk_id=${jdk_id%%[!A-Za-z0-9.+_-]*}
    [ -n "$jdk_major" ]
}

jdk_is_new_enough() {
    jdk_version "$1" && [ "$jdk_major" -ge "$jdk_minimum" ]
}

# Of the directories given, takes the oldest JDK that is new enough: the nearest to what the build was tested with.
jdk_among() {
    jdk_best=
    for jdk_dir in "$@"; do
        jdk_is_new_enough "$jdk_dir" || continue
        if [ -z "$jdk_best" ] || [ "$jdk_major" -lt "$jdk_best_major" ]; then
            jdk_best=$jdk_dir jdk_best_major=$jdk_major
        fi
    done
    [ -n "$jdk_best" ] && jdk_version "$jdk_best" && JAVA_HOME=$jdk_best
}

jdk_on_path() {
    jdk_java=$(command -v java) || return 1
    jdk_java=$(readlink -f "$jdk_java" 2>/dev/null) || return 1
    jdk_is_new_enough "${jdk_java%/bin/java}" && JAVA_HOME=${jdk_java%/bin/java}
}

jdk_from_macos() {
    [ -x /usr/libexec/java_home ] || return 1
    jdk_mac=$(/usr/libexec/java_home -v "$jdk_minimum+" 2>/dev/null) || return 1
    jdk_is_new_enough "$jdk_mac" && JAVA_HOME=$jdk_mac
}

# The directories that hold JDKs, for the shell to expand.
jdk_places="/usr/lib/jvm/* /opt/java/* ${SDKMAN_DIR:-${HOME:-}/.sdkman}/candidates/java/* ${HOME:-}/.jdks/*"

# shellcheck disable=SC2086 # the places are patterns
find_jdk() {
    if { [ -n "${JAVA_HOME:-}" ] && jdk_is_new_enough "$JAVA_HOME"; } ||
        jdk_on_path ||
        jdk_among $jdk_places ||
        jdk_from_macos; then
        export JAVA_HOME
        return 0
    fi
    echo "error: workbench needs a JDK $jdk_minimum or newer, and none was found
  in:   JAVA_HOME (${JAVA_HOME:-not set}), PATH ($(command -v java || echo 'no java')), /usr/lib/jvm, /opt/java, SDKMAN, ~/.jdks
  hint: install one, for example 'sdk install java $jdk_minimum-tem' (SDKMAN), 'brew install openjdk@$jdk_minimum' (macOS),
        'apt-get install openjdk-$jdk_minimum-jdk-headless' (Debian 13, Ubuntu), 'temurin-$jdk_minimum-jdk' from Adoptium's
        package archive; or set JAVA_HOME to an installed one" >&2
    return 3
}
