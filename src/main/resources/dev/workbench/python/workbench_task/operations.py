"""What the workbench can ask for: one function an operation, request in, result out."""

import os
import sys
import time

from workbench_task import failure, family, scores
from workbench_task.encode import encode
from workbench_task.failure import TaskFailure

# Threads that the task left running may still be writing its files; they get this long to end.
_THREADS_SECONDS = 5.0


def answer(request):
    """The answer to a request, whatever the task's code does, short of ending the process."""
    try:
        _prepare_process(request)
        operation = _OPERATIONS.get(request.get("op"))
        if operation is None:
            raise TaskFailure("bad_value", f"unknown operation {request.get('op')!r}", type_name="BadRequest")
        return {"ok": True, "result": operation(request)}
    except BaseException as error:
        return {"ok": False, "error": failure.describe(error)}


def _prepare_process(request):
    os.environ.update(request.get("env") or {})
    sys.argv = [""]
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True, errors="backslashreplace")


def _inspect(request):
    from workbench_task import source

    return source.inspect(request["family"], _decode(request.get("source_b64")))


def _describe(request):
    loaded = family.load(request["family"])
    tasks = loaded.tasks()
    result = {
        "standard_version": loaded.standard_version(),
        "required_environment_variables": loaded.required_environment_variables(),
        "tasks": list(tasks.keys()),
        "has": {member: loaded.has(member) for member in family.MEMBERS},
        "skip_chown_after_start": loaded.skips_chown_after_start(),
    }
    if request.get("task") is not None:
        task = loaded.task(request["task"])
        result["task"] = {**_setup(loaded, task), "data": encode(task)}
    if request.get("all"):
        result["setup"] = {name: _setup_or_error(loaded, tasks[name]) for name in tasks.keys()}
    return result


def _setup(loaded, task):
    return {
        "instructions": loaded.instructions(task),
        "permissions": loaded.permissions(task),
        "aux_vm_spec": loaded.aux_vm_spec(task),
    }


def _setup_or_error(loaded, task):
    try:
        return _setup(loaded, task)
    except Exception as error:
        return {"error": failure.describe(error)}


def _variables(request):
    return {"required_environment_variables": family.load(request["family"]).required_environment_variables()}


def _install(request):
    from workbench_task import home

    home.prepare()
    loaded = family.load(request["family"])
    return {"defined": _call_if_defined(loaded, "install")}


def _start(request):
    from workbench_task import home

    home.prepare()
    probed = _probe(request)
    _give_agent_access(request)
    if request.get("manifest"):
        home.write_instructions(request.get("instructions") or "")
        commands = request.get("start_commands") or []
        _run_commands(commands, "start")
        return {"defined": bool(commands), "chowned": home.give_to_agent(), "probe": probed}
    loaded = family.load(request["family"])
    task = loaded.task(request["task"])
    instructions = request.get("instructions")
    home.write_instructions(loaded.instructions(task) if instructions is None else instructions)
    defined = _call_if_defined(loaded, "start", task)
    _await_threads()
    chowned = 0 if loaded.skips_chown_after_start() else home.give_to_agent()
    return {"defined": defined, "chowned": chowned, "probe": probed}


def _probe(request):
    if "probe" not in request:
        return {}
    from workbench_task import probe

    return probe.run(request["probe"])


def _give_agent_access(request):
    """Access to the aux VM that the manifest asks for, where it is not the task's code that gives it."""
    access = request.get("agent_access")
    if access:
        import workbench_aux_vm

        workbench_aux_vm.setup_agent_ssh(admin=access == "admin")


def _score(request):
    from workbench_task import home

    loaded = family.load(request["family"])
    task = loaded.task(request["task"])
    submission = _given_submission(request)
    if submission is None:
        submission = home.read_submission()
    missing = submission is None
    text = (submission or b"").decode("utf-8", "surrogateescape")
    value = loaded.call("score", task, text) if loaded.has("score") else None
    _await_threads()
    return {"score": scores.score(value, "TaskFamily.score"), "submission_missing": missing}


def _given_submission(request):
    """The submission in the request, if there is one. It also goes where the agent would have left it."""
    from workbench_task import home

    submission = _decode(request.get("submission_b64"))
    if submission is not None and os.path.isdir(home.AGENT_HOME):
        home.write_submission(submission)
    return submission


def _intermediate_score(request):
    loaded = family.load(request["family"])
    task = loaded.task(request["task"])
    _given_submission(request)
    value = loaded.call("intermediate_score", task)
    _await_threads()
    return scores.scored(value, "TaskFamily.intermediate_score")


def _aggregate_scores(request):
    loaded = family.load(request["family"])
    value = loaded.call("aggregate_scores", loaded.task(request["task"]), scores.log(request["score_log"]))
    _await_threads()
    return {"score": scores.score(value, "TaskFamily.aggregate_scores")}


def _teardown(request):
    loaded = family.load(request["family"])
    if not loaded.has("teardown"):
        return {"defined": False}
    task = loaded.task(request["task"])
    _ending_well(lambda: loaded.teardown(task))
    _await_threads()
    return {"defined": True}


def _shell(request):
    _run_commands(request["commands"], request.get("what", "shell"))
    return {}


def _score_command(request):
    import json

    from workbench_task import shell

    _given_submission(request)
    last = shell.run_for_last_line(request["command"], "score")
    if not last:
        raise TaskFailure("bad_value", "the score command printed nothing; its last line must be the score as JSON")
    try:
        value = float("nan") if last.lower() in ("nan", '"nan"') else json.loads(last)
    except ValueError:
        raise TaskFailure("bad_value", f"the score command's last line is not JSON: {last[:200]}") from None
    return scores.scored(value, "the score command")


def _test(request):
    import subprocess

    command = [
        sys.executable,
        "-m",
        "pytest",
        f"--task-standard-task-family-name={request['family']}",
        f"--task-standard-task-name={request['task']}",
        *request.get("arguments", []),
    ]
    search = os.pathsep.join(filter(None, [".", os.environ.get("PYTHONPATH")]))
    return {"exit_code": subprocess.run(command, env={**os.environ, "PYTHONPATH": search}).returncode}


def _run_commands(commands, what):
    if commands:
        from workbench_task import shell

        shell.run_all(commands, what)


def _call_if_defined(loaded, member, *arguments):
    if not loaded.has(member):
        return False
    _ending_well(lambda: loaded.call(member, *arguments))
    return True


def _ending_well(call):
    """Runs a step that returns nothing; one that ends with `sys.exit(0)`, as scripts do, has ended well."""
    try:
        call()
    except SystemExit as leaving:
        if leaving.code not in (None, 0):
            raise


def _await_threads():
    threading = sys.modules.get("threading")
    if threading is None:
        return
    left = [t for t in threading.enumerate() if t is not threading.main_thread() and not t.daemon]
    if not left:
        return
    deadline = time.monotonic() + _THREADS_SECONDS
    for thread in left:
        thread.join(max(0.0, deadline - time.monotonic()))
    running = [thread.name for thread in left if thread.is_alive()]
    if running:
        print(f"the task's code left threads running, which end now: {', '.join(running)}", file=sys.stderr)


def _decode(text):
    if text is None:
        return None
    import base64

    return base64.b64decode(text)


_OPERATIONS = {
    "inspect": _inspect,
    "describe": _describe,
    "variables": _variables,
    "install": _install,
    "start": _start,
    "score": _score,
    "intermediate_score": _intermediate_score,
    "aggregate_scores": _aggregate_scores,
    "teardown": _teardown,
    "shell": _shell,
    "score_command": _score_command,
    "test": _test,
}
