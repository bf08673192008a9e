"""`start` and `install`: the places in the main container, and whom they belong to afterwards."""

import grp
import os
import pathlib
import pwd
import shutil
import stat
import subprocess
import time

import pytest

pytestmark = pytest.mark.changes_machine

HOME = pathlib.Path("/home/agent")


@pytest.fixture(autouse=True)
def fresh_home():
    if HOME.is_dir():
        for entry in HOME.iterdir():
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()


def owner(path):
    status = os.lstat(path)
    return pwd.getpwuid(status.st_uid).pw_name, grp.getgrgid(status.st_gid).gr_name


AGENT = ("agent", "agent")
ROOT = ("root", "root")


def start(family, body="pass", **fields):
    family.members("@staticmethod\ndef start(t):\n    " + body.replace("\n", "\n    "))
    return family.call("start", instructions=fields.pop("instructions", "Do it."), **fields)


def test_all_places_are_made_where_they_are_missing(family):
    subprocess.run(["userdel", "-r", "agent"], stderr=subprocess.DEVNULL)
    shutil.rmtree("/protected", ignore_errors=True)
    assert start(family).result["defined"] is True
    agent = pwd.getpwnam("agent")
    assert (agent.pw_uid, agent.pw_shell, agent.pw_dir) == (1000, "/bin/bash", "/home/agent")
    assert grp.getgrnam("protected").gr_gid < 1000
    assert (owner("/protected"), stat.S_IMODE(os.stat("/protected").st_mode)) == (("root", "protected"), 0o750)
    log = "/protected/score.log"
    assert (owner(log), stat.S_IMODE(os.stat(log).st_mode)) == (("root", "protected"), 0o620)


def test_existing_places_stay_as_they_are(family):
    start(family)
    pathlib.Path("/protected/score.log").write_text("kept")
    start(family)
    assert pathlib.Path("/protected/score.log").read_text() == "kept"
    pathlib.Path("/protected/score.log").write_text("")


def test_install_finds_the_places_too(family):
    family.members("def install(): subprocess.run('touch /home/agent/x && chown agent:protected /home/agent/x', shell=True, check=True)")
    assert family.call("install", task=None).result == {"defined": True}
    assert owner(HOME / "x") == ("agent", "protected")


def test_install_is_optional(family):
    assert family.members("").call("install", task=None).result == {"defined": False}


def test_instructions_are_there_before_start_and_belong_to_the_agent(family):
    answer = start(family, "print(open('/home/agent/instructions.txt').read())", instructions="Dö it.\n")
    assert answer.printed == "Dö it.\n\n"
    assert owner(HOME / "instructions.txt") == AGENT
    assert (HOME / "instructions.txt").read_text() == "Dö it.\n"


def test_instructions_come_from_the_family_if_nobody_else_has_them(family):
    start(family, instructions=None)
    assert (HOME / "instructions.txt").read_text() == "Do it."


def test_instructions_replace_a_link_and_leave_its_target_alone(family, tmp_path):
    target = tmp_path / "target"
    target.write_text("mine")
    (HOME / "instructions.txt").symlink_to(target)
    start(family)
    assert target.read_text() == "mine"
    assert not (HOME / "instructions.txt").is_symlink()


def test_what_belongs_to_the_agent_afterwards(family):
    script = """
os.makedirs("/home/agent/work/deep/.hidden_below")
open("/home/agent/work/deep/.hidden_below/file", "w").close()
open("/home/agent/.hidden_file", "w").close()
os.makedirs("/home/agent/.cache/sub")
open("/home/agent/work/secret", "w").close()
shutil = __import__("shutil")
shutil.chown("/home/agent/work/secret", group="protected")
os.chmod("/home/agent/work/secret", 0o4750)
os.mkdir("/home/agent/protected_dir")
shutil.chown("/home/agent/protected_dir", group="protected")
open("/home/agent/protected_dir/inner", "w").close()
os.chown("/home/agent", 0, 0)
""".strip()
    result = start(family, script).result
    for path in ("", "work", "work/deep", "work/deep/.hidden_below", "work/deep/.hidden_below/file"):
        assert owner(HOME / path) == AGENT, path
    for path in (".hidden_file", ".cache", ".cache/sub"):
        assert owner(HOME / path) == ROOT, path
    assert owner(HOME / "work/secret") == ("root", "protected")
    assert stat.S_IMODE(os.stat(HOME / "work/secret").st_mode) == 0o4750
    assert owner(HOME / "protected_dir") == ("root", "protected")
    assert owner(HOME / "protected_dir/inner") == AGENT
    assert result["chowned"] == 5


def test_links_are_given_away_and_their_targets_are_not(family, tmp_path):
    directory, file = tmp_path / "directory", tmp_path / "file"
    directory.mkdir()
    (directory / "inner").write_text("")
    file.write_text("")
    start(family, f"os.symlink('{directory}', '/home/agent/d')\nos.symlink('{file}', '/home/agent/f')\nos.symlink('/nowhere', '/home/agent/n')")
    assert [owner(HOME / name) for name in "dfn"] == [AGENT] * 3
    assert [owner(path) for path in (directory, directory / "inner", file)] == [ROOT] * 3


def test_skip_chown_after_start(family):
    family.members(
        """
        skip_chown_after_start = True
        def start(t): open("/home/agent/file", "w").close()
        """
    )
    assert family.call("start", instructions="x").result["chowned"] == 0
    assert owner(HOME / "file") == ROOT
    assert owner(HOME / "instructions.txt") == AGENT


def test_threads_of_start_finish_before_files_change_hands(family):
    start(family, "threading.Thread(target=lambda: (time.sleep(0.3), open('/home/agent/late', 'w').close())).start()")
    assert owner(HOME / "late") == AGENT


def test_a_failing_start_is_an_error(family):
    error = start(family, "raise OSError(28, 'No space left on device')").error
    assert (error["kind"], error["type"]) == ("exception", "OSError")


def test_start_is_optional(family):
    assert family.members("").call("start", instructions="x").result["defined"] is False


def test_twenty_thousand_files_change_hands_quickly(family):
    script = """
for directory in range(100):
    os.makedirs(f"/home/agent/many/{directory}")
    for file in range(200):
        os.close(os.open(f"/home/agent/many/{directory}/{file}", os.O_CREAT | os.O_WRONLY))
print(time.monotonic())
""".strip()
    answer = start(family, script)
    assert answer.result["chowned"] == 20_101
    assert time.monotonic() - float(answer.printed) < 15


def test_a_family_without_python(family):
    answer = family.call(
        "start",
        manifest=True,
        instructions="From the manifest.",
        start_commands=["mkdir /home/agent/d && echo made", "touch /home/agent/d/$NAME; pwd"],
        env={"NAME": "named"},
    )
    assert answer.printed.split() == ["made", str(family.directory)]
    assert (HOME / "instructions.txt").read_text() == "From the manifest."
    assert [owner(HOME / path) for path in ("d", "d/named")] == [AGENT] * 2
    assert answer.result["chowned"] == 2


def test_a_submission_is_read_from_its_file(family):
    start(family)
    (HOME / "submission.txt").write_bytes(b"of bytes\xff\n")
    family.members("def score(t, submission): print(submission.encode('utf-8', 'surrogateescape')); return 1")
    answer = family.call("score")
    assert (answer.result["submission_missing"], answer.printed) == (False, "b'of bytes\\xff\\n'\n")


def test_a_missing_submission_is_an_empty_one(family):
    start(family)
    family.members("def score(t, submission): return float(submission == '')")
    assert family.call("score").result == {"score": 1.0, "submission_missing": True}


def test_a_submission_that_links_to_roots_files_is_refused(family):
    start(family)
    pathlib.Path("/root/secret").write_text("s3cret")
    (HOME / "submission.txt").symlink_to("/root/secret")
    error = family.call("score").error
    assert error["kind"] == "bad_value"
    assert "s3cret" not in str(error)


def test_a_submission_may_link_to_a_file_of_the_agents(family):
    start(family, "open('/home/agent/answer', 'w').write('42')")
    (HOME / "submission.txt").symlink_to(HOME / "answer")
    family.members("def score(t, submission): return float(submission)")
    assert family.call("score").result["score"] == 42.0


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: os.symlink("/dev/zero", path)])
def test_a_submission_that_is_no_file_does_not_hang(family, make):
    start(family)
    make(HOME / "submission.txt")
    family.members("def score(t, submission): return 1")
    assert family.call("score").error["kind"] == "bad_value"


READ_SUBMISSION = "open('/home/agent/submission.txt').read()"


@pytest.mark.parametrize(
    "member, op",
    [
        (f"def score(t, submission): return float({READ_SUBMISSION}) * float(submission == {READ_SUBMISSION})", "score"),
        (f"def intermediate_score(t): return float({READ_SUBMISSION})", "intermediate_score"),
        ("", "score_command"),
    ],
)
def test_a_given_submission_is_put_where_the_agent_would_have_left_it(family, member, op):
    start(family)
    (HOME / "submission.txt").write_text("the agent's own")
    answer = family.members(member).call(op, command="cat /home/agent/submission.txt", submission_b64="MC41Cg==")
    assert answer.result["score"] == 0.5
    assert owner(HOME / "submission.txt") == AGENT


def test_what_goes_on_printing_is_kept_in_a_file(family):
    log = pathlib.Path("/var/log/workbench-background.log")
    log.unlink(missing_ok=True)
    start(family, "subprocess.Popen('sleep 3; echo late', shell=True)")
    assert not log.exists() or log.read_text() == ""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not (log.exists() and log.read_text()):
        time.sleep(0.1)
    assert log.read_text() == "late\n"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
