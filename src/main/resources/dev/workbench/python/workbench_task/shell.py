"""Shell commands of families that need no Python."""

import os
import signal
import subprocess
import sys

from workbench_task.failure import TaskFailure


def run_all(commands, what):
    """Runs each command with its own `bash -c`, until one fails."""
    for index, command in enumerate(commands):
        process = subprocess.Popen(["bash", "-c", command], stdin=subprocess.DEVNULL)
        _check(process.wait(), command, index, what)


def run_for_last_line(command, what):
    """Runs a command, passes on what it prints as it prints it, and returns the last line that is not empty."""
    process = subprocess.Popen(["bash", "-c", command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    last = rest = b""
    while chunk := os.read(process.stdout.fileno(), 1 << 16):
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        *lines, rest = (rest + chunk).split(b"\n")
        last = next((line for line in reversed(lines) if line.strip()), last)
    _check(process.wait(), command, 0, what)
    return (rest if rest.strip() else last).decode(errors="replace").strip()


def _check(code, command, index, what):
    if code == 0:
        return
    ending = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit status {code}"
    shown = command if len(command) <= 500 else command[:500] + "..."
    raise TaskFailure(
        "command_failed",
        f"{what} command {index + 1} {ending}: {shown}",
        type_name="CommandFailed",
        index=index,
        command=command,
        exit_code=code,
    )
