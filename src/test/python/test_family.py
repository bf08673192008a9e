"""Families as authors write them, well and badly."""

import pytest


def test_describe(family):
    family.members(
        """
        standard_version = "0.3.0"
        required_environment_variables = ["A", "B"]
        skip_chown_after_start = True
        @staticmethod
        def get_permissions(t): return ["full_internet"]
        @staticmethod
        def get_aux_vm_spec(t):
            from metr_task_standard.types import VMSpec
            return VMSpec(cpu_count_range=(1, 2), ram_gib_range=[1, 1], build_steps=[])
        @staticmethod
        def start(t): pass
        """
    )
    result = family.call("describe").result
    assert result["standard_version"] == "0.3.0"
    assert result["required_environment_variables"] == ["A", "B"]
    assert result["tasks"] == ["main", "other"]
    assert result["skip_chown_after_start"] is True
    assert [name for name, there in result["has"].items() if there] == ["get_permissions", "get_aux_vm_spec", "start"]
    assert result["task"] == {
        "instructions": "Do it.",
        "permissions": ["full_internet"],
        "aux_vm_spec": {"cpu_count_range": [1, 2], "ram_gib_range": [1, 1], "build_steps": []},
        "data": {"number": 7},
    }
    assert "setup" not in result


def test_describe_without_a_task(family):
    family.members("")
    result = family.call("describe", task=None).result
    assert "task" not in result
    assert result["standard_version"] is None
    assert result["required_environment_variables"] == []


def test_describe_all_reports_a_broken_task_beside_the_others(family):
    family.members(
        """
        @staticmethod
        def get_permissions(t): return [] if t else ["root"]
        """
    )
    setup = family.call("describe", task=None, all=True).result["setup"]
    assert setup["main"] == {"instructions": "Do it.", "permissions": [], "aux_vm_spec": None}
    assert setup["other"]["error"]["kind"] == "bad_value"


def test_a_syntax_error_has_its_place(family):
    family.write("class TaskFamily:\n    def get_tasks(:\n")
    error = family.call("describe").error
    assert (error["kind"], error["type"]) == ("syntax", "SyntaxError")
    assert (error["file"], error["line"]) == ("little_family.py", 2)
    assert "^" in error["traceback"]


def test_a_syntax_error_in_a_helper_names_the_helper(family):
    family.write("def broken(:\n", "helper_module.py").write("import helper_module\n")
    error = family.call("describe").error
    assert (error["kind"], error["file"], error["line"]) == ("syntax", "helper_module.py", 1)


@pytest.mark.parametrize(
    "source, type_name, words, line",
    [
        ("\nimport nowhere_to_be_found\n", "ModuleNotFoundError", "nowhere_to_be_found", 2),
        ("x = 1 / 0\n", "ZeroDivisionError", "division by zero", 1),
        ("import sys\nsys.exit(1)\n", "SystemExit", "sys.exit()", 2),
    ],
)
def test_a_module_that_cannot_be_imported(family, source, type_name, words, line):
    error = family.write(source).call("describe").error
    assert (error["kind"], error["type"], error["file"], error["line"]) == (
        "import",
        type_name,
        "little_family.py",
        line,
    )
    assert words in error["message"]


def test_no_module(family):
    error = family.call("describe").error
    assert error["kind"] == "import"
    assert "little_family.py" in error["message"]


def test_a_name_that_python_has_taken(family):
    family.name = "json"
    error = family.members("").call("describe").error
    assert error["kind"] == "import"
    assert "another name" in error["message"]


@pytest.mark.parametrize("source", ["", "TaskFamily = 3", "class Taskfamily: pass"])
def test_no_class(family, source):
    assert family.write(source).call("describe").error["kind"] == "no_class"


def test_missing_methods_are_named(family):
    error = family.write("class TaskFamily:\n    def get_tasks(): return {}\n").call("describe").error
    assert error["kind"] == "missing_method"
    assert "get_instructions" in error["message"]
    assert "get_tasks" not in error["message"]


def test_no_such_task_comes_with_those_there_are(family):
    error = family.members("").call("describe", task="mian").error
    assert (error["kind"], error["tasks"]) == ("no_task", ["main", "other"])


@pytest.mark.parametrize("decorator", ["@staticmethod\ndef start(t)", "@classmethod\ndef start(cls, t)", "def start(t)"])
def test_methods_of_the_class_are_called_whatever_their_decorator(family, decorator):
    family.members(decorator.replace("start", "score").replace("t)", "t, submission)") + ":\n    return t['number']")
    assert family.score().result["score"] == 7.0


def test_an_instance_method_is_told_from_an_error_inside_one(family):
    family.members("def score(self, t, submission): return 1")
    error = family.score().error
    assert error["kind"] == "missing_method"
    assert "static method" in error["message"]
    family.members("def score(t, submission): return len(5)")
    assert family.score().error["kind"] == "exception"


@pytest.mark.parametrize(
    "member, words",
    [
        ("def get_tasks(): return ['main']", "get_tasks"),
        ("def get_tasks(): return {1: {}}", "task name 1"),
        ("def get_instructions(t): return None", "get_instructions"),
        ("def get_permissions(t): return ['full_internet', 'x']", "full_internet"),
        ("def get_permissions(t): return 'full_internet'", "get_permissions"),
        ("def get_aux_vm_spec(t): return 'big'", "get_aux_vm_spec"),
        ("required_environment_variables = 'A'", "required_environment_variables"),
    ],
)
def test_values_that_break_the_contract(family, member, words):
    error = family.members(member).call("describe").error
    assert error["kind"] == "bad_value"
    assert words in error["message"]


def test_a_traceback_shows_the_tasks_frames_alone(family):
    family.members(
        """
        def score(t, submission):
            try:
                int("seven")
            except ValueError as problem:
                raise RuntimeError("no number") from problem
        """
    )
    error = family.score().error
    assert (error["file"], error["type"], error["message"]) == ("little_family.py", "RuntimeError", "no number")
    assert "workbench_task" not in error["traceback"]
    assert "ValueError: invalid literal" in error["traceback"]
    assert 'int("seven")' in error["traceback"]
    assert error["line"] == int(error["traceback"].rpartition("line ")[2].split(",")[0])


def test_the_place_is_the_familys_even_when_a_library_raises(family):
    family.members("def score(t, submission):\n    import json\n    json.loads('{')")
    error = family.score().error
    assert (error["type"], error["file"]) == ("JSONDecodeError", "little_family.py")


def test_an_exception_whose_text_cannot_be_made(family):
    family.members(
        """
        def score(t, submission):
            class Odd(Exception):
                def __str__(self): raise RuntimeError
            raise Odd()
        """
    )
    assert family.score().error["type"] == "Odd"


@pytest.mark.parametrize("signature", ["", "t", "t=None", "*all"])
def test_teardown_with_and_without_the_task(family, signature):
    family.members(f"@staticmethod\ndef teardown({signature}): print('down')")
    answer = family.call("teardown")
    assert (answer.result, answer.printed) == ({"defined": True}, "down\n")


def test_teardown_is_optional(family):
    assert family.members("").call("teardown").result == {"defined": False}


def test_a_step_that_ends_like_a_script_has_ended_well(family):
    family.members("def teardown(): sys.exit(0)")
    assert family.call("teardown").result == {"defined": True}
    family.members("def teardown(): sys.exit(1)")
    assert family.call("teardown").error["type"] == "SystemExit"
