"""The process that answers, and the child process in which the task's code runs.

Task code may leave by `os._exit`, crash the interpreter, be killed for its memory, or leave threads behind that
never end. There is an answer all the same, because the process that gives it runs no task code.
"""

import json
import os
import select
import signal
import sys
import time

# How long the child may take to tidy up (atexit functions) once its answer is known.
_LEAVE_SECONDS = 3.0
_POLL_SECONDS = 0.2
_STOPPED_BY = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def main():
    line = _read_line(0)
    answer = os.dup(1)
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    try:
        request = json.loads(line)
        if not isinstance(request, dict):
            raise ValueError("not an object")
    except ValueError as error:
        _write(answer, _failure("bad_value", "BadRequest", f"the request is not one line of JSON: {error}"))
        return
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.close(reader)
        os.close(answer)
        _run(request, writer)
    os.close(writer)
    _write(answer, _await(child, reader, request.get("timeout_seconds")))
    _let_leave(child)


def _run(request, writer):
    """The child's whole life. Never returns."""
    owner = os.getpid()
    # A child that the task forks must neither keep this pipe open nor answer in our place.
    os.register_at_fork(after_in_child=lambda: os.close(writer))
    status = 70
    try:
        from workbench_task import operations

        answer = operations.answer(request)
        if os.getpid() == owner:
            _write(writer, json.dumps(answer, allow_nan=False).encode() + b"\n")
        _tidy_up()
        status = 0
    finally:
        os._exit(status)


def _tidy_up():
    import atexit

    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            pass


def _await(child, reader, timeout):
    """The child's answer, or one that says why there is none."""
    stopped_by = []
    for number in _STOPPED_BY:
        signal.signal(number, lambda number, frame: stopped_by.append(number))
    deadline = None if timeout is None else time.monotonic() + timeout
    received = bytearray()
    exited = None
    while not received.endswith(b"\n"):
        if select.select([reader], [], [], 0 if exited is not None else _POLL_SECONDS)[0]:
            chunk = os.read(reader, 1 << 20)
            if chunk:
                received += chunk
                continue
            exited = _exit_code(child) if exited is None else exited
            return _ended(exited)
        if exited is not None:
            return _ended(exited)
        if stopped_by:
            _kill(child)
            name = signal.Signals(stopped_by[0]).name
            return _failure("exception", "Interrupted", f"the workbench stopped the task's code ({name})")
        if deadline is not None and time.monotonic() > deadline:
            _kill(child)
            return _failure("timeout", "Timeout", f"the task's code was still running after {timeout:g} s")
        exited = _exit_code(child, os.WNOHANG)
    return bytes(received)


def _exit_code(child, options=0):
    """The child's exit code (negative: the signal that killed it), or None while it runs."""
    try:
        pid, status = os.waitpid(child, options)
    except ChildProcessError:
        return 0
    return os.waitstatus_to_exitcode(status) if pid else None


def _ended(code):
    if code < 0:
        name = signal.Signals(-code).name
        hint = "; did it run out of memory?" if -code == signal.SIGKILL else ""
        return _failure("exception", "Killed", f"the Python process that ran the task was killed by {name}{hint}")
    return _failure(
        "exception", "ProcessExited", f"the task's code ended the Python process that ran it, with exit status {code}"
    )


def _failure(kind, type_name, message):
    error = {"kind": kind, "type": type_name, "message": message, "traceback": None, "file": None, "line": None}
    return json.dumps({"ok": False, "error": error}).encode() + b"\n"


def _kill(child):
    """Ends the child with all that is still in its process group."""
    for kill in (os.killpg, os.kill):
        try:
            kill(child, signal.SIGKILL)
        except ProcessLookupError:
            pass


def _let_leave(child):
    """Waits a little for the child to end by itself. What it started in the background goes on."""
    deadline = time.monotonic() + _LEAVE_SECONDS
    pause = 0.001
    while _exit_code(child, os.WNOHANG) is None:
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
            return
        time.sleep(pause)
        pause = min(pause * 2, 0.05)


def _read_line(descriptor):
    received = bytearray()
    while b"\n" not in received:
        chunk = os.read(descriptor, 1 << 16)
        if not chunk:
            break
        received += chunk
    return bytes(received).partition(b"\n")[0]


def _write(descriptor, data):
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
