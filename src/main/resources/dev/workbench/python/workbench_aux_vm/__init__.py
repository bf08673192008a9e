"""Reaches the task's aux VM from task code, and lets the agent reach it.

Families know this module as `common.aux_vm_access`, `metr.task_aux_vm_helpers` or `aux_vm_access`; all are this one
object. It works from three environment variables (`VM_ENVIRONMENT_VARIABLES`) and from `/etc/ssh/ssh_known_hosts`,
where the VM's host key is pinned. `paramiko` is loaded at first use, so that a family can import this module before
its `install()` has run.
"""

import os
import pathlib
import shlex

VM_ENVIRONMENT_VARIABLES = ["VM_IP_ADDRESS", "VM_SSH_USERNAME", "VM_SSH_PRIVATE_KEY"]
ADMIN_KEY_PATH = pathlib.Path("/root/.ssh/aws.pem")
KNOWN_HOSTS_PATH = pathlib.Path("/etc/ssh/ssh_known_hosts")
AGENT_HOME = pathlib.Path("/home/agent")

__all__ = [
    "ADMIN_KEY_PATH",
    "SSHClient",
    "VM_ENVIRONMENT_VARIABLES",
    "create_agent_user",
    "create_agent_user_step",
    "install",
    "setup_agent_ssh",
    "ssh_client",
]

_CREATE_USER = "id -u agent >/dev/null 2>&1 || sudo useradd -m -s /bin/bash agent"
# Reads the public key from its input. A locked password would keep sshd from letting the user in where PAM is off.
_AUTHORIZE_KEY = """set -eu
home=$(getent passwd agent | cut -d: -f6)
usermod -p '*' agent
install -d -m 700 -o agent -g agent "$home/.ssh"
touch "$home/.ssh/authorized_keys"
key=$(cat)
grep -qxF "$key" "$home/.ssh/authorized_keys" || printf '%s\\n' "$key" >> "$home/.ssh/authorized_keys"
chown agent:agent "$home/.ssh/authorized_keys"
chmod 600 "$home/.ssh/authorized_keys"
"""


def __getattr__(name):
    if name == "SSHClient":
        from .client import SSHClient

        return SSHClient
    if name == "paramiko":
        import paramiko

        return paramiko
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


def install():
    """Makes sure that `paramiko` can be imported. Call it from `TaskFamily.install()`."""
    try:
        import paramiko  # noqa: F401
    except ImportError:
        import subprocess
        import sys

        environment = {**os.environ, "PIP_BREAK_SYSTEM_PACKAGES": "1", "PIP_ROOT_USER_ACTION": "ignore"}
        subprocess.run([sys.executable, "-m", "pip", "install", "paramiko"], check=True, env=environment)


def ssh_client():
    """An `SSHClient` that is logged in to the aux VM as its admin user. Close it, or use it in a `with` statement.

    The VM must show the host key that is pinned for it, else `paramiko.SSHException` is raised.
    """
    import paramiko

    from .client import SSHClient

    _save_admin_key()
    client = SSHClient()
    client.load_system_host_keys(str(KNOWN_HOSTS_PATH))
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    client.connect(
        hostname=_variable("VM_IP_ADDRESS"),
        username=_variable("VM_SSH_USERNAME"),
        pkey=paramiko.RSAKey.from_private_key_file(str(ADMIN_KEY_PATH)),
        timeout=60,
        banner_timeout=60,
        auth_timeout=60,
        allow_agent=False,
        look_for_keys=False,
    )
    # Without this, a connection that dies during a long silent command is waited for without end.
    client.get_transport().set_keepalive(60)
    return client


def create_agent_user_step():
    """A build step that creates the user `agent` on the aux VM, so that later steps can put files in its home."""
    return {"type": "shell", "commands": [_CREATE_USER]}


def create_agent_user(client):
    """Creates the user `agent` on the aux VM if it is not there, and closes the admin user's home to it."""
    admin_home = shlex.quote(f"/home/{_variable('VM_SSH_USERNAME')}")
    _check(client, f"{_CREATE_USER}; sudo chmod 700 {admin_home}")


def setup_agent_ssh(admin=False):
    """Gives the agent a command to reach the aux VM, in `/home/agent/ssh_command`, and returns that command.

    The agent logs in as its own user `agent` with its own key, or with `admin=True` as the admin user with the
    admin's key. Call it from `TaskFamily.start()`. Calling it again changes nothing.
    """
    ssh_directory = AGENT_HOME / ".ssh"
    _make_agent_directory(ssh_directory)
    if admin:
        username, key_file = _variable("VM_SSH_USERNAME"), ssh_directory / "root.pem"
        _write_agent_file(key_file, _variable("VM_SSH_PRIVATE_KEY").encode(), 0o600)
    else:
        username, key_file = "agent", ssh_directory / "agent.pem"
        public_key = _agent_key(key_file)
        with ssh_client() as client:
            create_agent_user(client)
            _check(client, f"sudo sh -c {shlex.quote(_AUTHORIZE_KEY)}", public_key)
    command = _ssh_command(username, key_file)
    _write_agent_file(AGENT_HOME / "ssh_command", f"{command}\n".encode(), 0o755)
    print(f"Agent SSH command for aux VM: {command}")
    return command


def _variable(name):
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(
            f"the environment variable {name} is not set: does the task have an aux VM (get_aux_vm_spec), and is"
            f" {name} in TaskFamily.required_environment_variables?"
        )
    return value


def _ssh_command(username, key_file):
    options = [
        f"-i {key_file}",
        "-o IdentitiesOnly=yes",
        "-o BatchMode=yes",
        "-o StrictHostKeyChecking=yes",
        f"-o UserKnownHostsFile={KNOWN_HOSTS_PATH}",
    ]
    return " ".join(["ssh", *options, f"{username}@{_variable('VM_IP_ADDRESS')}"])


def _check(client, command, standard_input=""):
    """Runs a command on the VM and raises if it fails."""
    stdin, stdout, stderr = client.exec_command(command)
    stdin.write(standard_input)
    stdin.channel.shutdown_write()
    output, errors = stdout.read(), stderr.read()
    status = stdout.channel.recv_exit_status()
    if status != 0:
        detail = (errors or output).decode(errors="replace").strip()
        raise RuntimeError(f"exit status {status} on the aux VM from: {command}\n{detail}")


def _save_admin_key():
    """Keeps the admin's key where families that call `ssh -i` look for it, readable by root alone."""
    key = _variable("VM_SSH_PRIVATE_KEY")
    try:
        if ADMIN_KEY_PATH.read_text() == key:
            return
    except FileNotFoundError:
        ADMIN_KEY_PATH.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _replace(ADMIN_KEY_PATH, key.encode(), 0o600, os.geteuid(), os.getegid())


def _agent_key(key_file):
    """The agent's public key, made on first use. RSA in PEM form, because families load keys with paramiko.RSAKey."""
    import subprocess
    import tempfile

    public_file = key_file.with_name(key_file.name + ".pub")
    if not (key_file.is_file() and public_file.is_file()):
        with tempfile.TemporaryDirectory() as directory:
            fresh = pathlib.Path(directory, "key")
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "rsa", "-b", "3072", "-m", "PEM", "-N", "", "-C", "agent", "-f", str(fresh)],
                check=True,
                stdin=subprocess.DEVNULL,
            )
            _write_agent_file(key_file, fresh.read_bytes(), 0o600)
            _write_agent_file(public_file, fresh.with_name("key.pub").read_bytes(), 0o644)
    return public_file.read_text().strip() + "\n"


def _agent_ids():
    import pwd

    entry = pwd.getpwnam("agent")
    return entry.pw_uid, entry.pw_gid


def _make_agent_directory(path):
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        pass
    # Not followed if it is a link: this may run after the agent had its hands on it.
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        os.fchown(descriptor, *_agent_ids())
        os.fchmod(descriptor, 0o700)
    finally:
        os.close(descriptor)


def _write_agent_file(path, content, mode):
    _replace(path, content, mode, *_agent_ids())


def _replace(path, content, mode, uid, gid):
    """Puts a new file in a file's place: never through a link, never readable with wider rights in between."""
    directory = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    draft = f".{path.name}.{os.getpid()}"
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=directory)
        with open(descriptor, "wb") as file:
            file.write(content)
            os.fchown(descriptor, uid, gid)
            os.fchmod(descriptor, mode)
        os.replace(draft, path.name, src_dir_fd=directory, dst_dir_fd=directory)
    finally:
        os.close(directory)
