"""The process that answers, and the child process in which the task's code runs.

Task code may leave by `os._exit`, crash the interpreter, be killed for its memory, or leave threads behind that
never end. There is an answer all the same, because the process that gives it runs no task code. What the task starts
in the background may go on printing: that must not keep the caller waiting, nor break the program that prints, so it
goes to a file from then on.
"""

import json
import os
import select
import signal
import sys
import time

BACKGROUND_LOG = "/var/log/workbench-background.log"

# How long the child may take to tidy up (atexit functions) once its answer is known.
_LEAVE_SECONDS = 3.0
_POLL_SECONDS = 0.2
_STOPPED_BY = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_CHUNK = 1 << 16
_LARGEST_BACKGROUND_LOG = 16 << 20


def main():
    line = _read_line(0)
    answer = os.dup(1)
    os.dup2(2, 1)
    _read_nothing()
    try:
        request = json.loads(line)
        if not isinstance(request, dict):
            raise ValueError("not an object")
    except ValueError as error:
        _write(answer, _failure("bad_value", "BadRequest", f"the request is not one line of JSON: {error}"))
        return
    answers, answers_end = os.pipe()
    output, output_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.dup2(output_end, 1)
        os.dup2(output_end, 2)
        for descriptor in (answers, answer, output, output_end):
            os.close(descriptor)
        _run(request, answers_end)
    os.close(answers_end)
    os.close(output_end)
    watch = _Watch(child, answers, output)
    found = watch.until_answered(request.get("timeout_seconds"))
    if watch.printing_goes_on:
        _keep_listening(output, answer)
    _write(answer, found)


def _run(request, answers_end):
    """The child's whole life. Never returns."""
    owner = os.getpid()
    held = [answers_end]
    # A child that the task forks must neither keep this pipe open nor answer in our place.
    os.register_at_fork(after_in_child=lambda: held and os.close(held.pop()))
    status = 70
    try:
        from workbench_task import operations

        answer = operations.answer(request)
        if os.getpid() == owner:
            _write(answers_end, json.dumps(answer, allow_nan=False).encode() + b"\n")
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


class _Watch:
    """Passes on what the child prints while it waits for the child's answer and its end."""

    def __init__(self, child, answers, output):
        self._child = child
        self._answers = answers
        self._output = output
        self._open = {answers, output, *_end_of(child)}
        self._received = bytearray()
        self._exit_code = None

    @property
    def printing_goes_on(self):
        """Whether a process that the task left behind still holds the task's output."""
        return self._output in self._open

    def until_answered(self, timeout):
        """The child's answer, or one that says why there is none."""
        stopped_by = []
        for number in _STOPPED_BY:
            signal.signal(number, lambda number, frame: stopped_by.append(number))
        deadline = None if timeout is None else time.monotonic() + timeout
        while self._exit_code is None:
            self._pass_on(_POLL_SECONDS if self._answers in self._open else 0.01)
            self._exit_code = _exit_code(self._child)
            if self._answered():
                break
            if stopped_by:
                return self._end(_stopped(stopped_by[0]))
            if deadline is not None and time.monotonic() > deadline:
                return self._end(_timed_out(timeout))
        return self._last_words(time.monotonic() + _LEAVE_SECONDS)

    def _last_words(self, deadline):
        while self._exit_code is None:
            self._pass_on(0.01)
            self._exit_code = _exit_code(self._child)
            if self._exit_code is None and time.monotonic() > deadline:
                # Only this process: what the task started in the background goes on.
                os.kill(self._child, signal.SIGKILL)
                self._exit_code = _exit_code(self._child, 0)
        while self._pass_on(0):
            pass
        return bytes(self._received) if self._answered() else _ended(self._exit_code)

    def _end(self, answer):
        """Kills the child with all that is still in its process group."""
        for kill in (os.killpg, os.kill):
            try:
                kill(self._child, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self._exit_code = _exit_code(self._child, 0)
        while self._pass_on(0):
            pass
        return answer

    def _answered(self):
        return self._received.endswith(b"\n")

    def _pass_on(self, seconds):
        """Reads what there is; true when there was something."""
        ready = select.select(list(self._open), [], [], seconds)[0]
        something = False
        for descriptor in ready:
            if descriptor not in (self._answers, self._output):
                self._open.discard(descriptor)
                continue
            chunk = os.read(descriptor, _CHUNK)
            something = something or bool(chunk)
            if not chunk:
                self._open.discard(descriptor)
            elif descriptor == self._answers:
                self._received += chunk
            else:
                _print(chunk)
        return something


def _keep_listening(output, answer):
    """Leaves a process behind that writes the rest of the output to a file, until nobody can print any more."""
    if os.fork() != 0:
        return
    try:
        os.setsid()
        os.close(answer)
        _read_nothing()
        for descriptor in (1, 2):
            os.dup2(0, descriptor)
        log = os.open(BACKGROUND_LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        while chunk := os.read(output, _CHUNK):
            if os.fstat(log).st_size < _LARGEST_BACKGROUND_LOG:
                _write(log, chunk)
    finally:
        os._exit(0)


def _end_of(child):
    """A descriptor that becomes readable when the child ends, where the kernel has such a thing."""
    try:
        return [os.pidfd_open(child)]
    except OSError:
        return []


def _exit_code(child, options=os.WNOHANG):
    """The child's exit code (negative: the signal that killed it), or None while it runs."""
    pid, status = os.waitpid(child, options)
    return os.waitstatus_to_exitcode(status) if pid else None


def _ended(code):
    if code < 0:
        name = signal.Signals(-code).name
        hint = "; did it run out of memory?" if -code == signal.SIGKILL else ""
        return _failure("exception", "Killed", f"the Python process that ran the task was killed by {name}{hint}")
    return _failure(
        "exception", "ProcessExited", f"the task's code ended the Python process that ran it, with exit status {code}"
    )


def _stopped(number):
    name = signal.Signals(number).name
    return _failure("exception", "Interrupted", f"the task's code was stopped from outside ({name})")


def _timed_out(seconds):
    return _failure("timeout", "Timeout", f"the task's code was still running after {seconds:g} s")


def _failure(kind, type_name, message):
    error = {"kind": kind, "type": type_name, "message": message, "traceback": None, "file": None, "line": None}
    return json.dumps({"ok": False, "error": error}).encode() + b"\n"


def _read_nothing():
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.close(nothing)


def _read_line(descriptor):
    """Everything before the first line end. What follows it may have been read too, and is dropped."""
    received, chunk = bytearray(), b" "
    while chunk and b"\n" not in chunk:
        chunk = os.read(descriptor, _CHUNK)
        received += chunk
    return bytes(received).partition(b"\n")[0]


def _print(data):
    try:
        _write(2, data)
    except OSError:
        pass  # nobody listens any more; the task goes on


def _write(descriptor, data):
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
