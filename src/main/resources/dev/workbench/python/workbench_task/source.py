"""What a family's source tells without being run: enough to refuse a broken one before anything is built."""

import ast
import os

from workbench_task.failure import TaskFailure

_VM_VARIABLES = ["VM_IP_ADDRESS", "VM_SSH_USERNAME", "VM_SSH_PRIVATE_KEY"]


def inspect(name, source=None):
    """`{has_class, members, standard_version, required_environment_variables, tasks}` of a family's module.

    The last three are null where they are computed in a way that only running the code can follow.
    """
    file = f"{name}.py"
    if source is None:
        try:
            with open(os.path.join(os.getcwd(), file), "rb") as stream:
                source = stream.read()
        except OSError as error:
            raise TaskFailure("import", f"{file} cannot be read: {error.strerror}") from None
    try:
        module = ast.parse(source, filename=file)
    except (SyntaxError, ValueError) as error:
        raise TaskFailure("syntax", getattr(error, "msg", None) or str(error)) from error
    found = _class(module)
    body = found.body if found else []
    return {
        "has_class": found is not None or _binds(module, "TaskFamily"),
        "members": _members(body),
        "standard_version": _value(body, "standard_version"),
        "required_environment_variables": _variables(found, module),
        "tasks": _tasks(body),
    }


def _class(module):
    for node in reversed(module.body):
        if isinstance(node, ast.ClassDef) and node.name == "TaskFamily":
            return node
    return None


def _binds(module, name):
    """Whether the module gets a name by other means than a class statement at its top."""
    for node in ast.walk(module):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            if any((alias.asname or alias.name) in (name, "*") for alias in node.names):
                return True
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            return True
        if isinstance(node, ast.ClassDef) and node.name == name:
            return True
    return False


def _members(body):
    members = []
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            members.append(node.name)
        members += [target.id for target in _targets(node) if isinstance(target, ast.Name)]
    return sorted(set(members))


def _targets(node):
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) and node.value is not None else []


def _assigned(body, name):
    for node in reversed(body):
        if any(isinstance(target, ast.Name) and target.id == name for target in _targets(node)):
            return node.value
    return None


def _value(body, name):
    value = _assigned(body, name)
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def _variables(found, module):
    if found is None:
        return None
    value = _assigned(found.body, "required_environment_variables")
    if value is not None:
        return _strings(value, module)
    inherits = any(not (isinstance(base, ast.Name) and base.id == "object") for base in found.bases)
    return None if inherits or found.keywords else []


def _tasks(body):
    """The names of the tasks, where `get_tasks` does nothing but return a dict with literal keys."""
    for node in reversed(body):
        if isinstance(node, ast.FunctionDef) and node.name == "get_tasks":
            returns = [each for each in ast.walk(node) if isinstance(each, ast.Return)]
            value = returns[0].value if len(returns) == 1 else None
            if isinstance(value, ast.Dict):
                names = [_string(key) if key else None for key in value.keys]
                return None if None in names else [name for [name] in names]
    return None


def _strings(node, module):
    """The list of strings that an expression stands for, or None."""
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        parts = [_strings(each.value, module) if isinstance(each, ast.Starred) else _string(each) for each in node.elts]
        return None if None in parts else sum(parts, [])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _strings(node.left, module), _strings(node.right, module)
        return None if left is None or right is None else left + right
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else None
    return list(_VM_VARIABLES) if name == "VM_ENVIRONMENT_VARIABLES" else None


def _string(node):
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
