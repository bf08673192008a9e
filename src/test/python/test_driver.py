"""The driver's promise: one line in, one line out, whatever the task's code does."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from conftest import RUNTIME


def test_answers_without_end_of_input(family):
    family.members("def score(t, submission): return 0.5")
    driver = family.popen("-P")
    driver.stdin.write(b'{"op":"score","family":"little_family","task":"main","submission_b64":""}\n')
    driver.stdin.flush()
    assert json.loads(driver.stdout.readline()) == {"ok": True, "result": {"score": 0.5, "submission_missing": False}}
    assert driver.wait(timeout=10) == 0
    driver.communicate()


def test_what_follows_the_line_is_not_needed_nor_read_by_the_task(family):
    family.members("def score(t, submission): return float(sys.stdin.read() == '')")
    request = {"op": "score", "family": "little_family", "task": "main", "submission_b64": ""}
    assert family.send(json.dumps(request).encode() + b"\nmore\nand more").result["score"] == 1.0


def test_printing_is_never_the_result(family):
    family.members(
        """
        def score(t, submission):
            print('{"ok": true, "result": {"score": 1.0}}')
            os.system("echo from a child; echo from a child to stderr >&2")
            os.write(1, b"raw\\n")
            return 0.25
        """
    )
    answer = family.score()
    assert answer.result["score"] == 0.25
    assert answer.printed.splitlines() == [
        '{"ok": true, "result": {"score": 1.0}}',
        "from a child",
        "from a child to stderr",
        "raw",
    ]


def test_printing_arrives_while_the_task_runs(family):
    family.members(
        """
        def score(t, submission):
            print("early")
            time.sleep(30)
        """
    )
    driver = family.popen("-P")
    driver.stdin.write(b'{"op":"score","family":"little_family","task":"main","submission_b64":""}\n')
    driver.stdin.flush()
    assert driver.stderr.readline() == b"early\n"
    driver.terminate()
    assert json.loads(driver.communicate(timeout=10)[0])["error"]["type"] == "Interrupted"


def test_much_output_is_passed_on_whole(family):
    family.members("def score(t, submission): os.write(2, b'x' * 3_000_000 + b'\\n'); return 1")
    answer = family.score()
    assert answer.result["score"] == 1.0
    assert len(answer.printed) == 3_000_001


def test_environment_comes_with_the_request(family):
    family.members(
        """
        def score(t, submission):
            child = subprocess.run(["sh", "-c", "echo $SECRET"], capture_output=True, text=True)
            return float(os.environ["SECRET"] + "\\n" == child.stdout == "s3cret = \\"ü\\"\\n")
        """
    )
    request = {"op": "score", "family": "little_family", "task": "main", "submission_b64": ""}
    answer = family.send(json.dumps({**request, "env": {"SECRET": 's3cret = "ü"'}}).encode() + b"\n")
    assert answer.result["score"] == 1.0


@pytest.mark.parametrize(
    "body, kind, type_name, words",
    [
        ("os._exit(3)", "exception", "ProcessExited", "exit status 3"),
        ("os._exit(0)", "exception", "ProcessExited", "exit status 0"),
        ("os.kill(os.getpid(), 9)", "exception", "Killed", "SIGKILL"),
        ("os.abort()", "exception", "Killed", "SIGABRT"),
        ("sys.exit(4)", "exception", "SystemExit", "sys.exit(4)"),
        ("sys.exit('no')", "exception", "SystemExit", "'no'"),
        ("raise ValueError('bad\\nday')", "exception", "ValueError", "bad\nday"),
        ("raise KeyboardInterrupt()", "exception", "KeyboardInterrupt", ""),
        ("f = lambda: f(); f()", "exception", "RecursionError", "recursion"),
        ("os.closerange(3, 100)", "exception", "ProcessExited", "exit status"),
    ],
)
def test_an_end_of_any_kind_is_answered(family, body, kind, type_name, words):
    family.members(f"def score(t, submission): {body}")
    error = family.score().error
    assert (error["kind"], error["type"]) == (kind, type_name)
    assert words in error["message"]


def test_a_forked_child_that_runs_on_does_not_answer(family):
    family.members("def score(t, submission): return 0.5 if os.fork() else 0.7")
    assert family.score().result["score"] == 0.5


def test_a_grandchild_that_forks_again_is_quiet(family):
    family.members(
        """
        def score(t, submission):
            child = os.fork()
            if child == 0:
                grandchild = os.fork()
                if grandchild: os.waitpid(grandchild, 0)
                os._exit(0)
            os.waitpid(child, 0)
            return 1
        """
    )
    answer = family.score()
    assert (answer.result["score"], answer.printed) == (1.0, "")


def test_a_thread_that_never_ends_does_not_hold_the_answer_up_for_long(family):
    family.members(
        """
        def score(t, submission):
            threading.Thread(target=time.sleep, args=(600,), name="sleeper").start()
            return 1
        """
    )
    began = time.monotonic()
    answer = family.score()
    assert answer.result["score"] == 1.0
    assert "sleeper" in answer.printed
    assert time.monotonic() - began < 15


def test_a_thread_that_ends_soon_may_finish_its_work(family):
    family.members(
        """
        def score(t, submission):
            threading.Thread(target=lambda: (time.sleep(0.3), print("finished"))).start()
            return 1
        """
    )
    assert family.score().printed == "finished\n"


def test_atexit_functions_run_and_may_hang(family):
    family.members(
        """
        def score(t, submission):
            import atexit
            atexit.register(time.sleep, 600)
            atexit.register(print, "tidied")
            return 1
        """
    )
    began = time.monotonic()
    answer = family.score()
    assert (answer.result["score"], answer.printed) == (1.0, "tidied\n")
    assert time.monotonic() - began < 15


def test_a_time_limit_ends_the_task_and_its_children(family):
    family.members(
        """
        def score(t, submission):
            child = subprocess.Popen(["sleep", "600"])
            print(child.pid)
            child.wait()
        """
    )
    answer = family.call("score", submission_b64="", timeout_seconds=1.5)
    assert answer.error["kind"] == "timeout"
    assert "1.5 s" in answer.error["message"]
    assert not running(int(answer.printed))


def running(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_the_task_starts_in_the_background_goes_on(family):
    family.members(
        """
        def score(t, submission):
            print(subprocess.Popen("sleep 0.5; echo late; sleep 600", shell=True).pid)
            return 1
        """
    )
    began = time.monotonic()
    answer = family.score()
    assert time.monotonic() - began < 5
    pid = int(answer.printed)
    time.sleep(1)
    try:
        assert running(pid)
    finally:
        os.killpg(os.getpgid(pid), signal.SIGKILL)


@pytest.mark.parametrize("line", [b"\n", b"no json\n", b"[1]\n", b"", b'{"op": "fly"}\n', b"{}\n"])
def test_a_bad_request_is_said_to_be_one(family, line):
    assert family.send(line).error["kind"] == "bad_value"


def test_modules_of_the_family_do_not_stand_in_for_the_drivers(family):
    for name in ("json", "select", "signal", "traceback"):
        family.write("raise RuntimeError('this is not the one')", f"{name}.py")
    family.members("def score(t, submission): return 1")
    driver = family.popen()
    out, err = driver.communicate(b'{"op":"score","family":"little_family","task":"main","submission_b64":""}\n')
    assert json.loads(out)["ok"], err


def test_the_family_can_import_its_own_modules(family):
    family.write("VALUE = 0.75", "helper_of_mine.py")
    family.members("def score(t, submission):\n    import helper_of_mine\n    return helper_of_mine.VALUE")
    assert family.score().result["score"] == 0.75


def test_child_processes_can_be_spawned(family):
    family.members(
        """
        def score(t, submission):
            import multiprocessing
            with multiprocessing.get_context("spawn").Pool(2) as pool:
                return sum(pool.map(abs, [-0.25, -0.25]))
        """
    )
    assert family.score().result["score"] == 0.5


def test_starting_costs_little(family):
    """Start-up must not load what only some tasks need."""
    family.write(
        """
        class TaskFamily:
            def get_tasks(): return {"main": {}}
            def get_instructions(t): return ""
            def score(t, submission):
                import sys
                print(*sys.modules)
                return 1
        """
    )
    loaded = set(family.score().printed.split())
    assert not loaded & {"typing", "asyncio", "subprocess", "inspect", "traceback", "paramiko", "threading", "logging"}


def test_plain_invocation_needs_no_flag(family):
    family.members("def score(t, submission): return 1")
    done = subprocess.run(
        [sys.executable, "-m", "workbench_task"],
        input=b'{"op":"score","family":"little_family","task":"main","submission_b64":""}\n',
        cwd=family.directory,
        env={**os.environ, "PYTHONPATH": str(RUNTIME)},
        capture_output=True,
    )
    assert json.loads(done.stdout)["result"]["score"] == 1.0
