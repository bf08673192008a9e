"""Runs one operation of a task family inside its main container, for the workbench.

Start it as root in the family's directory (`/root`): `python3 -P -m workbench_task`. Exactly one line of JSON is read
from standard input, whether or not more follows:

    {"op": "...", "family": "count_words", "task": "easy", "env": {"NAME": "value"}, "timeout_seconds": 60, ...}

`env` is added to the environment, so secrets need not stand in any argument list. `timeout_seconds` is optional.
Standard output carries exactly one line, which ends the conversation; nothing need be read after it:

    {"ok": true, "result": {...}}
    {"ok": false, "error": {"kind": "...", "type": "...", "message": "...", "traceback": "...", "file": "...", "line": 1}}

Everything that the task or its children print comes out on standard error, as it is printed. The exit status is 0
when the line was written. `traceback` has the task's own frames only, and `file` is relative to the family's
directory where it is inside; both, and `line`, may be null.

Operations, with what else their requests hold, and their results:

    inspect          source_b64 (or the file is read)  what can be told without running the code, see `source.py`
    describe         all: true for every task's setup  {standard_version, required_environment_variables, tasks: [name],
                                                        has: {member: bool}, skip_chown_after_start,
                                                        task: {instructions, permissions, aux_vm_spec, data} if named,
                                                        setup: {name: {...} or {error}} if all, without data}
    install                                            {defined}
    start            instructions; or for families     {defined, chowned: number of entries given to the agent,
                     without Python manifest: true,     probe: what `probe.py` found}
                     start_commands: [text];
                     probe: {blocked, allowed} if the
                     isolation is to be tried;
                     agent_access: agent or admin
    score                                              {score, submission_missing}
    intermediate_score                                 {score, message, details}
    aggregate_scores score_log: [entry]                {score}
    teardown                                           {defined}
    shell            commands: [text]                  {}
    score_command    command: text                     {score, message, details}
    test             arguments: [text] for pytest      {exit_code: pytest's own}

`score`, `intermediate_score` and `score_command` may hold `submission_b64`, which is written to the submission file
first; without it, the file stands as the agent left it.

A score is a number, null (a person must score) or the string "nan" (an error); the same holds for scores in
`score_log`. Elsewhere, numbers that JSON lacks become "nan", "inf" and "-inf".

Kinds of error: `syntax`, `import` (the family's module cannot be loaded), `no_class`, `no_task` (with `tasks`, the
names there are), `missing_method`, `bad_value` (the task returned something it must not), `exception`,
`command_failed` (with `index`, `command`, `exit_code`), `timeout`, `not_isolated` (the probe reached something).
"""
