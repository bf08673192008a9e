"""The task family: its module, its class, and the values that its members return, checked."""

import os
import sys

from workbench_task.encode import encode
from workbench_task.failure import TaskFailure

MEMBERS = (
    "install",
    "get_permissions",
    "get_aux_vm_spec",
    "start",
    "score",
    "intermediate_score",
    "aggregate_scores",
    "teardown",
)
_MANDATORY = ("get_tasks", "get_instructions")
_VARIABLE_ARGUMENTS = 0x04


def load(name):
    """Imports `<name>.py` from the working directory and returns the Family in it."""
    directory = os.getcwd()
    file = os.path.join(directory, f"{name}.py")
    if not os.path.isfile(file):
        raise TaskFailure("import", f"there is no file {name}.py in {directory}")
    if directory not in sys.path:
        sys.path.insert(0, directory)
    module = _import(name)
    if os.path.realpath(getattr(module, "__file__", None) or "") != os.path.realpath(file):
        raise TaskFailure("import", f"Python has a module '{name}' of its own; give the family another name")
    cls = getattr(module, "TaskFamily", None)
    if not isinstance(cls, type):
        raise TaskFailure("no_class", f"{name}.py defines no class TaskFamily")
    missing = [each for each in _MANDATORY if not hasattr(cls, each)]
    if missing:
        raise TaskFailure("missing_method", f"class TaskFamily in {name}.py has no method {' and no '.join(missing)}")
    return Family(cls)


def _import(name):
    try:
        __import__(name)
        return sys.modules[name]
    except SyntaxError as error:
        raise TaskFailure("syntax", error.msg or "invalid syntax") from error
    except KeyboardInterrupt:
        raise
    except SystemExit as error:
        raise TaskFailure("import", f"{name}.py called sys.exit() while it was imported") from error
    except BaseException as error:
        raise TaskFailure("import", str(error) or type(error).__name__) from error


class Family:
    """A TaskFamily class whose members are called as the Task Standard says."""

    def __init__(self, cls):
        self._cls = cls

    def has(self, member):
        return callable(getattr(self._cls, member, None))

    def call(self, member, *arguments):
        """Calls a static method; an instance method that nobody can call this way is reported as what it is."""
        method = getattr(self._cls, member, None)
        if not callable(method):
            raise TaskFailure("missing_method", f"class TaskFamily has no method {member}")
        try:
            return method(*arguments)
        except TypeError as error:
            if error.__traceback__.tb_next is not None:
                raise
            raise TaskFailure(
                "missing_method",
                f"TaskFamily.{member} cannot be called with {len(arguments)} argument(s), as a static method is: {error}",
                type_name="TypeError",
            ) from None

    def tasks(self):
        tasks = self.call("get_tasks")
        if not (hasattr(tasks, "keys") and hasattr(tasks, "__getitem__")):
            raise _bad("get_tasks", "a dict of task names to task data", tasks)
        for name in tasks.keys():
            if not isinstance(name, str):
                raise TaskFailure("bad_value", f"get_tasks has the task name {name!r}; task names are str")
        return tasks

    def task(self, name):
        tasks = self.tasks()
        if name not in tasks:
            raise TaskFailure("no_task", f"the family has no task '{name}'", tasks=list(tasks.keys()))
        return tasks[name]

    def instructions(self, task):
        text = self.call("get_instructions", task)
        if not isinstance(text, str):
            raise _bad("get_instructions", "a str", text)
        return str(text)

    def permissions(self, task):
        if not self.has("get_permissions"):
            return []
        permissions = self.call("get_permissions", task)
        if isinstance(permissions, (list, tuple, set, frozenset)) and list(permissions) in ([], ["full_internet"]):
            return list(permissions)
        raise _bad("get_permissions", '[] or ["full_internet"]', permissions)

    def aux_vm_spec(self, task):
        spec = self.call("get_aux_vm_spec", task) if self.has("get_aux_vm_spec") else None
        encoded = encode(spec)
        if encoded is None or isinstance(encoded, dict):
            return encoded
        raise _bad("get_aux_vm_spec", "a VMSpec or None", spec)

    def required_environment_variables(self):
        names = getattr(self._cls, "required_environment_variables", None) or []
        if isinstance(names, (list, tuple, set, frozenset)) and all(isinstance(each, str) for each in names):
            return list(names)
        raise _bad("required_environment_variables", "a list of str", names, verb="is")

    def standard_version(self):
        version = getattr(self._cls, "standard_version", None)
        return None if version is None else str(version)

    def skips_chown_after_start(self):
        return bool(getattr(self._cls, "skip_chown_after_start", False))

    def teardown(self, task):
        if _takes_arguments(self._cls.teardown):
            self.call("teardown", task)
        else:
            self.call("teardown")


def _takes_arguments(method):
    code = getattr(method, "__code__", None)
    if code is None:
        return True
    bound = 1 if getattr(method, "__self__", None) is not None else 0
    return code.co_argcount > bound or bool(code.co_flags & _VARIABLE_ARGUMENTS)


def _bad(member, expected, value, verb="returned"):
    shown = repr(value)
    if len(shown) > 200:
        shown = shown[:200] + "..."
    return TaskFailure("bad_value", f"TaskFamily.{member} {verb} {shown} ({type(value).__name__}); it must be {expected}")
