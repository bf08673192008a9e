"""The SSH client for the aux VM: paramiko's, with two ways to run commands and see what they print."""

import io
import selectors
import sys
import time

import paramiko

_CHUNK = 32 * 1024
# A command may leave children that keep its output open: how long to go on listening after it has ended.
_SILENCE_AFTER_EXIT_SECONDS = 0.2


class SSHClient(paramiko.SSHClient):
    """A `paramiko.SSHClient` that can also run commands to their end."""

    def exec_and_tee(self, command, bufsize=-1, timeout=None, environment=None, stdout=None, stderr=None):
        """Runs a command, or a list of them until one fails, and copies the output to streams while it runs.

        `stdout` and `stderr` are streams or sequences of streams, binary or text; output without a stream is dropped.
        Returns the exit status of the last command that ran, -1 if a signal ended it. Raises TimeoutError when a
        command prints nothing for `timeout` seconds.
        """
        status = 0
        for each in _as_list(command):
            status = self._run(each, bufsize, timeout, environment, _sinks(stdout), _sinks(stderr))
            if status != 0:
                break
        return status

    def exec_and_wait(self, commands):
        """Runs commands one after the other, each to its end, and returns their exit statuses.

        A command that fails does not keep the next one from running: it is reported on standard error.
        """
        statuses = []
        for command in _as_list(commands):
            errors = io.BytesIO()
            status = self._run(command, -1, None, None, [], [errors.write])
            if status != 0:
                detail = errors.getvalue().decode(errors="replace").strip()
                print(f"aux VM: exit status {status} from: {command}\n{detail}".rstrip(), file=sys.stderr)
            statuses.append(status)
        return statuses

    def _run(self, command, bufsize, timeout, environment, stdout, stderr):
        try:
            stdin, out, _ = self.exec_command(command, bufsize=bufsize, timeout=timeout, environment=environment)
        except EOFError:
            raise _lost(command) from None
        channel = out.channel
        stdin.close()
        with channel, selectors.DefaultSelector() as selector:
            selector.register(channel, selectors.EVENT_READ)
            heard = time.monotonic()
            while True:
                if channel.eof_received:
                    time.sleep(0.02)  # the channel is readable for ever now; only the status is still to come
                else:
                    selector.select(timeout=0.1)
                silence = time.monotonic() - heard
                ended = channel.exit_status_ready()
                # Asked before the last look for output, so that none of it is lost in between.
                complete = channel.eof_received or channel.closed or silence > _SILENCE_AFTER_EXIT_SECONDS
                if _copy(channel, stdout, stderr):
                    heard = time.monotonic()
                    continue
                if ended and complete:
                    return self._status(channel, command)
                if not ended and timeout is not None and silence > timeout:
                    raise TimeoutError(f"nothing heard for {timeout} s from: {command}")

    def _status(self, channel, command):
        status = channel.recv_exit_status()
        if status == -1 and not self.get_transport().is_active():
            raise _lost(command)
        return status


def _lost(command):
    return ConnectionError(f"the connection to the aux VM was lost while it ran: {command}")


def _copy(channel, stdout, stderr):
    """Hands on what has arrived; true when something had."""
    arrived = False
    while channel.recv_ready():
        _write(channel.recv(_CHUNK), stdout)
        arrived = True
    while channel.recv_stderr_ready():
        _write(channel.recv_stderr(_CHUNK), stderr)
        arrived = True
    return arrived


def _write(data, sinks):
    for sink in sinks:
        sink(data)


def _as_list(commands):
    return [commands] if isinstance(commands, str) else list(commands)


def _sinks(streams):
    if streams is None:
        return []
    return [_sink(stream) for stream in (streams if isinstance(streams, (list, tuple)) else [streams])]


def _sink(stream):
    """A function that writes bytes to a stream, whichever kind it is, and flushes it."""
    if isinstance(stream, io.TextIOBase):
        binary = getattr(stream, "buffer", None)
        if binary is None:
            return lambda data: stream.write(data.decode(errors="replace"))
        stream.flush()
        stream = binary

    def write(data):
        stream.write(data)
        stream.flush()

    return write
