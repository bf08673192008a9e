"""The places in the main container that every task finds, and whom they belong to."""

import errno
import os
import stat
import sys

from workbench_task.failure import TaskFailure

AGENT_HOME = "/home/agent"
SUBMISSION = "/home/agent/submission.txt"
INSTRUCTIONS = "/home/agent/instructions.txt"
PROTECTED = "/protected"
SCORE_LOG = "/protected/score.log"

_AGENT_UID = 1000
_LARGEST_SUBMISSION = 256 * 1024 * 1024


def prepare():
    """Creates the agent user, the group `protected` and their places where they are missing."""
    if _group_id("protected") is None:
        _system("groupadd", "--system", "protected")
    if _user("agent") is None:
        _system("useradd", "--create-home", "--shell", "/bin/bash", "--uid", str(_AGENT_UID), "agent")
    if not os.path.isdir(AGENT_HOME):
        os.mkdir(AGENT_HOME, 0o755)
        os.chown(AGENT_HOME, *agent_ids())
    protected = _group_id("protected")
    if not os.path.isdir(PROTECTED):
        os.mkdir(PROTECTED)
        _own(PROTECTED, protected, 0o750)
    if not os.path.lexists(SCORE_LOG):
        os.close(os.open(SCORE_LOG, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _own(SCORE_LOG, protected, 0o620)


def write_instructions(text):
    """Puts the instructions where the agent looks for them."""
    _replace(INSTRUCTIONS, text.encode("utf-8", "surrogateescape"))


def write_submission(content):
    """Puts a submission where the agent would have left it."""
    _replace(SUBMISSION, content)


def read_submission():
    """The submission's bytes, or None if the agent left none.

    It is read with the agent's rights, so that a link to a file of root's yields nothing that the agent cannot see.
    """
    try:
        descriptor = _open_as_agent(SUBMISSION)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise TaskFailure("bad_value", f"{SUBMISSION} cannot be read as the agent: {error.strerror}") from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise TaskFailure("bad_value", f"{SUBMISSION} is not a regular file")
        if status.st_size > _LARGEST_SUBMISSION:
            raise TaskFailure("bad_value", f"{SUBMISSION} is larger than {_LARGEST_SUBMISSION >> 20} MiB")
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def give_to_agent(home=AGENT_HOME):
    """Gives all under the home to the agent, except hidden entries at its top and what belongs to `protected`.

    Links are never followed. Returns how many entries changed hands.
    """
    uid, gid = agent_ids()
    walk = _Giving(uid, gid, _group_id("protected"))
    root = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        os.fchown(root, uid, gid)
        walk.enter(root, skip_hidden=True)
    finally:
        os.close(root)
    if walk.refused:
        print(f"{walk.refused} entries under {home} could not be given to the agent: {walk.why}", file=sys.stderr)
    return walk.changed


class _Giving:
    """One walk through a directory tree, by descriptors, so that nobody can swap a directory for a link under it."""

    def __init__(self, uid, gid, protected):
        self._uid, self._gid, self._protected = uid, gid, protected
        self.changed = self.refused = 0
        self.why = None

    def enter(self, directory, skip_hidden=False):
        below = []
        with os.scandir(directory) as entries:
            for entry in entries:
                if skip_hidden and entry.name.startswith("."):
                    continue
                try:
                    status = entry.stat(follow_symlinks=False)
                    self._give(entry.name, status, directory)
                except FileNotFoundError:
                    continue
                if stat.S_ISDIR(status.st_mode):
                    below.append(entry.name)
        for name in below:
            self._enter_below(name, directory)

    def _give(self, name, status, directory):
        if status.st_gid == self._protected or (status.st_uid, status.st_gid) == (self._uid, self._gid):
            return
        try:
            os.chown(name, self._uid, self._gid, dir_fd=directory, follow_symlinks=False)
            self.changed += 1
        except OSError as error:
            if error.errno == errno.ENOENT:
                return
            self.refused += 1
            self.why = f"{name}: {error.strerror}"

    def _enter_below(self, name, directory):
        try:
            child = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=directory)
        except (FileNotFoundError, NotADirectoryError):
            return
        try:
            self.enter(child)
        finally:
            os.close(child)


def agent_ids():
    entry = _user("agent")
    if entry is None:
        raise TaskFailure("bad_value", "the main container has no user 'agent'")
    return entry.pw_uid, entry.pw_gid


def _replace(path, content):
    """Writes a file of the agent's. A link in its place is replaced, not followed."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    with open(descriptor, "wb") as file:
        file.write(content)
        os.fchown(descriptor, *agent_ids())
        os.fchmod(descriptor, 0o644)


def _open_as_agent(path):
    uid, gid = agent_ids()
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(gid)
    os.seteuid(uid)
    try:
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


def _user(name):
    import pwd

    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _group_id(name):
    import grp

    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        return None


def _own(path, group, mode):
    os.chown(path, 0, group)
    os.chmod(path, mode)


def _system(*command):
    import subprocess

    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        raise TaskFailure("command_failed", f"{' '.join(command)}: {done.stdout.decode(errors='replace').strip()}")
