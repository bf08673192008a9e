# fish completion for workbench, generated from its commands
function __workbench_at --description 'whether the command line has come to this subcommand'
    set -l known 
    set -l place
    for word in (commandline -opc)[2..-1]
        string match -q -- '-*' $word; and continue
        set -l next (string join ' ' $place $word)
        contains -- $next $known; or break
        set place $next
    end
    test "$place" = "$argv"
end

complete -c workbench -n '__workbench_at ' -s h -l help -d 'Show this help message and exit'
complete -c workbench -n '__workbench_at ' -s V -l version -d 'Print version information and exit'
complete -c workbench -n '__workbench_at ' -f
