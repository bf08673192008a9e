"""The aux VM helper against a real OpenSSH server that plays the VM: same container, another address.

The VM's users are the container's; only the agent's home in the main container is elsewhere, in a temporary directory.
"""

import io
import os
import pathlib
import shlex
import shutil
import stat
import subprocess
import sys
import time

import pytest

paramiko = pytest.importorskip("paramiko")

import workbench_aux_vm as aux_vm  # noqa: E402

pytestmark = [
    pytest.mark.changes_machine,
    pytest.mark.skipif(not shutil.which("sshd", path="/usr/sbin"), reason="openssh-server is not installed"),
]

ADDRESS = "127.0.0.77"
# The user who plays the agent in the main container; the VM has a user `agent` of its own.
MAIN_AGENT = 1500
KNOWN_HOSTS = pathlib.Path("/etc/ssh/ssh_known_hosts")


def sh(command, **options):
    return subprocess.run(command, shell=True, check=True, capture_output=True, text=True, **options).stdout


@pytest.fixture(scope="module")
def vm(tmp_path_factory):
    """Starts sshd with an admin user who may sudo; yields the admin's private key."""
    directory = tmp_path_factory.mktemp("vm")
    sh(f"ssh-keygen -q -t ed25519 -N '' -f {directory}/host")
    sh(f"ssh-keygen -q -t rsa -b 3072 -m PEM -N '' -f {directory}/admin")
    sh("id admin 2>/dev/null || useradd -m -s /bin/bash admin; usermod -p '*' admin")
    sh("echo 'admin ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/admin; chmod 440 /etc/sudoers.d/admin")
    sh(f"install -d -o admin -m 700 /home/admin/.ssh; install -o admin -m 600 {directory}/admin.pub /home/admin/.ssh/authorized_keys")
    sh(f"id main_agent 2>/dev/null || useradd -M -u {MAIN_AGENT} main_agent")
    sh("mkdir -p /run/sshd")
    options = f"-h {directory}/host -o ListenAddress={ADDRESS} -o UsePAM=no -o PidFile=none -o PasswordAuthentication=no"
    server = subprocess.Popen(f"exec /usr/sbin/sshd -D -e -f /dev/null {options} -o Subsystem='sftp internal-sftp'", shell=True)
    sh(f"for i in $(seq 50); do ssh-keyscan -T 1 {ADDRESS} 2>/dev/null | grep -q . && break; sleep 0.1; done")
    yield directory
    server.terminate()
    server.wait()


@pytest.fixture
def environment(vm, monkeypatch, tmp_path):
    """What the workbench gives to task code, and an agent's home in the main container."""
    KNOWN_HOSTS.write_text(f"{ADDRESS} {(vm / 'host.pub').read_text()}")
    sh("userdel -r agent; useradd -m agent || true")
    monkeypatch.setattr(aux_vm, "AGENT_HOME", tmp_path)
    monkeypatch.setattr(aux_vm, "_agent_ids", lambda: (MAIN_AGENT, MAIN_AGENT))
    monkeypatch.setattr(aux_vm, "ADMIN_KEY_PATH", tmp_path / "root" / "aws.pem")
    for path in (tmp_path, *tmp_path.parents[:-2]):
        os.chmod(path, 0o755)
    monkeypatch.setenv("VM_IP_ADDRESS", ADDRESS)
    monkeypatch.setenv("VM_SSH_USERNAME", "admin")
    monkeypatch.setenv("VM_SSH_PRIVATE_KEY", (vm / "admin").read_text())
    yield tmp_path
    KNOWN_HOSTS.unlink()


@pytest.fixture
def client(environment):
    with aux_vm.ssh_client() as client:
        yield client


def as_agent(ssh_command, command):
    """What the agent gets from its ssh_command, without a terminal."""
    return subprocess.run(
        ["setpriv", f"--reuid={MAIN_AGENT}", f"--regid={MAIN_AGENT}", "--clear-groups", "bash", "-c", f"{ssh_command} {shlex.quote(command)}"],
        stdin=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        timeout=30,
    )


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def test_the_client_is_the_admin_user(client):
    _, stdout, _ = client.exec_command("whoami; sudo whoami")
    assert stdout.read() == b"admin\nroot\n"
    assert isinstance(client, aux_vm.SSHClient) and isinstance(client, paramiko.SSHClient)


def test_the_admin_key_is_kept_for_root_alone(client):
    assert mode(aux_vm.ADMIN_KEY_PATH) == 0o600
    assert mode(aux_vm.ADMIN_KEY_PATH.parent) == 0o700
    assert aux_vm.ADMIN_KEY_PATH.read_text() == os.environ["VM_SSH_PRIVATE_KEY"]


def test_a_key_of_an_earlier_machine_is_replaced(environment):
    aux_vm.ADMIN_KEY_PATH.parent.mkdir()
    aux_vm.ADMIN_KEY_PATH.write_text("old")
    aux_vm.ssh_client().close()
    assert mode(aux_vm.ADMIN_KEY_PATH) == 0o600


@pytest.mark.parametrize("known_hosts", ["", "elsewhere"])
def test_an_unknown_machine_is_refused(environment, known_hosts):
    KNOWN_HOSTS.write_text(known_hosts and KNOWN_HOSTS.read_text().replace(ADDRESS, "192.0.2.1"))
    with pytest.raises(paramiko.SSHException, match=ADDRESS):
        aux_vm.ssh_client()


def test_a_machine_with_another_key_is_refused(environment, tmp_path):
    sh(f"ssh-keygen -q -t ed25519 -N '' -f {tmp_path}/other")
    KNOWN_HOSTS.write_text(f"{ADDRESS} {(tmp_path / 'other.pub').read_text()}")
    with pytest.raises(paramiko.BadHostKeyException):
        aux_vm.ssh_client()


@pytest.mark.parametrize("name", aux_vm.VM_ENVIRONMENT_VARIABLES)
def test_a_missing_variable_is_named(environment, monkeypatch, name):
    monkeypatch.delenv(name)
    with pytest.raises(RuntimeError, match=name):
        aux_vm.ssh_client()


def test_exec_and_tee_returns_the_status_and_copies_both_streams(client):
    out, more, err = io.BytesIO(), io.StringIO(), io.BytesIO()
    assert client.exec_and_tee("echo out; echo ü; echo err >&2; exit 3", stdout=[out, more], stderr=err) == 3
    assert (out.getvalue().decode(), more.getvalue(), err.getvalue()) == ("out\nü\n", "out\nü\n", b"err\n")


def test_exec_and_tee_to_the_usual_streams(client, capfdbinary):
    sys.stdout.write("before ")
    assert client.exec_and_tee("echo out; echo err >&2", stdout=sys.stdout, stderr=(sys.stderr,)) == 0
    assert capfdbinary.readouterr() == (b"before out\n", b"err\n")


def test_exec_and_tee_copies_while_the_command_runs(client):
    arrivals = []

    class Stream(io.BytesIO):
        def write(self, data):
            arrivals.append((time.monotonic(), data))

    client.exec_and_tee("echo one; sleep 2; echo two", stdout=Stream())
    (first, one), (second, two) = arrivals
    assert (one, two) == (b"one\n", b"two\n")
    assert second - first > 1


def test_exec_and_tee_takes_a_list_and_stops_at_a_failure(client):
    out = io.BytesIO()
    assert client.exec_and_tee(["echo a", "echo b; false", "echo c"], stdout=out) == 1
    assert out.getvalue() == b"a\nb\n"


def test_exec_and_tee_loses_nothing_of_much_output(client):
    out = io.BytesIO()
    assert client.exec_and_tee("head -c 5000000 /dev/zero; echo end", stdout=out) == 0
    assert len(out.getvalue()) == 5_000_004


def test_exec_and_tee_does_not_wait_for_what_runs_in_the_background(client):
    began = time.monotonic()
    assert client.exec_and_tee("echo now; sleep 60 &", stdout=(out := io.BytesIO())) == 0
    assert out.getvalue() == b"now\n"
    assert time.monotonic() - began < 10


def test_exec_and_tee_gives_up_on_a_silent_command(client):
    with pytest.raises(TimeoutError):
        client.exec_and_tee("sleep 60", timeout=1)


def test_exec_and_tee_of_a_killed_command(client):
    assert client.exec_and_tee("kill -9 $$") == -1


def test_exec_and_tee_tells_a_lost_connection_from_a_killed_command(client):
    with pytest.raises(ConnectionError):
        client.exec_and_tee("kill -9 $PPID; sleep 5")


def test_many_short_commands_in_a_row(client):
    assert client.exec_and_wait(["true", "exit 3"] * 20) == [0, 3] * 20


def test_exec_and_wait_runs_all_and_reports_failures(client, capsys):
    done = client.exec_and_wait(["echo a > /tmp/wait_a", "echo problem >&2; exit 4", "cat /tmp/wait_a"])
    assert done == [0, 4, 0]
    errors = capsys.readouterr().err
    assert "exit status 4" in errors and "problem" in errors


def test_exec_and_wait_takes_one_command(client):
    assert client.exec_and_wait("true") == [0]


def test_create_agent_user_step_can_be_run_twice(client):
    sh("userdel -r agent; true")
    step = aux_vm.create_agent_user_step()
    assert step["type"] == "shell"
    assert client.exec_and_wait(step["commands"] * 2) == [0, 0]
    assert sh("getent passwd agent").strip().endswith(":/home/agent:/bin/bash")


def test_create_agent_user_closes_the_admins_home(client):
    os.chmod("/home/admin", 0o755)
    aux_vm.create_agent_user(client)
    assert mode("/home/admin") == 0o700


@pytest.mark.parametrize("user_exists", [True, False])
def test_the_agent_gets_in_as_itself(environment, user_exists, capsys):
    if not user_exists:
        sh("userdel -r agent; true")
    command = aux_vm.setup_agent_ssh()
    assert (environment / "ssh_command").read_text() == command + "\n"
    assert command in capsys.readouterr().out
    assert mode(environment / "ssh_command") == 0o755
    done = as_agent(command, "whoami; sudo -n true 2>/dev/null || echo no root")
    assert (done.returncode, done.stdout) == (0, "agent\nno root\n"), done.stderr


def test_the_agents_key_is_its_own(environment):
    aux_vm.setup_agent_ssh()
    key = environment / ".ssh/agent.pem"
    assert mode(key) == 0o600 and mode(key.parent) == 0o700
    for path in (key, key.parent, environment / "ssh_command"):
        assert (os.stat(path).st_uid, os.stat(path).st_gid) == (MAIN_AGENT, MAIN_AGENT)
    paramiko.RSAKey.from_private_key_file(str(key))
    assert "VM_SSH_PRIVATE_KEY" not in key.read_text()
    assert key.read_text() != os.environ["VM_SSH_PRIVATE_KEY"]


def test_setting_up_twice_changes_nothing(environment):
    first = aux_vm.setup_agent_ssh()
    key = (environment / ".ssh/agent.pem").read_text()
    assert aux_vm.setup_agent_ssh() == first
    assert (environment / ".ssh/agent.pem").read_text() == key
    assert len(pathlib.Path("/home/agent/.ssh/authorized_keys").read_text().splitlines()) == 1


def test_a_key_left_in_the_machines_image_does_not_keep_the_agent_out(environment):
    sh("install -d -o agent -m 700 /home/agent/.ssh; echo 'ssh-ed25519 AAAA other' > /home/agent/.ssh/authorized_keys")
    command = aux_vm.setup_agent_ssh()
    assert as_agent(command, "true").returncode == 0
    assert pathlib.Path("/home/agent/.ssh/authorized_keys").read_text().startswith("ssh-ed25519 AAAA other\n")


def test_the_agents_command_checks_the_machine(environment, tmp_path):
    command = aux_vm.setup_agent_ssh()
    sh(f"ssh-keygen -q -t ed25519 -N '' -f {tmp_path}/other")
    KNOWN_HOSTS.write_text(f"{ADDRESS} {(tmp_path / 'other.pub').read_text()}")
    done = as_agent(command, "true")
    assert done.returncode == 255
    assert "verification failed" in done.stderr


def test_the_agent_as_admin(environment):
    command = aux_vm.setup_agent_ssh(admin=True)
    assert (environment / "ssh_command").read_text() == command + "\n"
    assert mode(environment / ".ssh/root.pem") == 0o600
    assert as_agent(command, "whoami; sudo whoami").stdout == "admin\nroot\n"


def test_the_command_can_be_run_as_a_file(environment):
    aux_vm.setup_agent_ssh()
    done = as_agent(str(environment / "ssh_command") + " <<< 'whoami' #", "")
    assert done.stdout.endswith("agent\n"), done.stderr


def test_links_in_the_agents_home_are_not_followed(environment, tmp_path):
    victim = tmp_path / "victim"
    victim.mkdir(mode=0o755)
    (environment / ".ssh").symlink_to(victim)
    with pytest.raises(OSError):
        aux_vm.setup_agent_ssh(admin=True)
    assert not list(victim.iterdir()) and os.stat(victim).st_uid == 0
    (environment / ".ssh").unlink()
    (victim / "file").write_text("kept")
    (environment / "ssh_command").symlink_to(victim / "file")
    aux_vm.setup_agent_ssh(admin=True)
    assert (victim / "file").read_text() == "kept"


def test_install_needs_no_network_when_paramiko_is_there(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: pytest.fail("pip was called"))
    aux_vm.install()
