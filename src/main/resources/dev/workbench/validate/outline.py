"""Outlines Python sources by their syntax trees, without running or importing any of them.

Run as `python3 -I -c "$(cat outline.py)"`. Standard input has one JSON object a line, {"file": "...", "source_b64": "..."};
standard output has one a line in the same order, its outline:

    {"error": null or {message, line, column},
     "has_class": whether the module gets the name TaskFamily by whatever means,
     "class": null or {line, column, bases: whether it inherits, members: [member]},
     "strings": [{text, line, column, scope}]  with every constant of a text, f-strings with {} where values go,
     "calls": [{name, line, column, scope}]    the last word of what is called,
     "tasks": null or [{name, line, column}], where get_tasks returns a dict with literal keys}

A member is {name, kind: function or value, line, column, static, class_method, async, least, most, value}: `least` and
`most` are how many positional arguments it takes (`most` null: any number), null both where a decorator decides;
`value` is what is assigned or, of a function, what its only `return` gives, where it can be told without running it: JSON
with null for None and {"?": true} for what cannot be told. `scope` is the name of the member of TaskFamily or the
function at the top of the module that it stands in, else "". The first line of output is {"python": [3, 11]}.
"""

import ast
import base64
import json
import math
import sys

UNKNOWN = {"?": True}
VM_VARIABLES = ["VM_IP_ADDRESS", "VM_SSH_USERNAME", "VM_SSH_PRIVATE_KEY"]
FEATURES = (3, 11)


def outline(file, source):
    try:
        module = ast.parse(source, filename=file, feature_version=FEATURES)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return _broken(
            getattr(error, "msg", None) or str(error) or type(error).__name__,
            getattr(error, "lineno", None) or 1,
            getattr(error, "offset", None) or 1,
        )
    found = _last(module.body, lambda node: isinstance(node, ast.ClassDef) and node.name == "TaskFamily")
    reader = _Scopes(found)
    reader.visit(module)
    return {
        "error": None,
        "has_class": found is not None or _binds(module, "TaskFamily"),
        "class": None if found is None else _class(found, _constants(module)),
        "strings": reader.strings,
        "calls": reader.calls,
        "tasks": None if found is None else _tasks(found.body),
    }


def _broken(message, line, column):
    error = {"message": message, "line": line, "column": column}
    return {"error": error, "has_class": False, "class": None, "strings": [], "calls": [], "tasks": None}


def _last(nodes, wanted):
    return next((node for node in reversed(nodes) if wanted(node)), None)


def _at(node):
    return {"line": node.lineno, "column": node.col_offset + 1}


def _binds(module, name):
    for node in ast.walk(module):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            if any((alias.asname or alias.name) in (name, "*") for alias in node.names):
                return True
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            return True
        if isinstance(node, ast.ClassDef) and node.name == name:
            return True
    return False


def _constants(module):
    """The nodes that names at the top of the module stand for; those that are assigned twice stand for none."""
    constants = {}
    for node in module.body:
        for target in _targets(node):
            if isinstance(target, ast.Name):
                constants[target.id] = None if target.id in constants else node.value
    return constants


def _targets(node):
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) and node.value is not None else []


def _class(found, constants):
    members = {}
    for node in found.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            members[node.name] = _function(node, constants)
        for target in _targets(node):
            if isinstance(target, ast.Name):
                members[target.id] = _assigned(target.id, node, constants)
    bases = bool(found.keywords) or any(_word(base) != "object" for base in found.bases)
    return {**_at(found), "bases": bases or bool(found.decorator_list), "members": list(members.values())}


def _assigned(name, node, constants):
    member = {"name": name, "kind": "value", **_at(node), "static": True, "class_method": False, "async": False}
    return {**member, "least": None, "most": None, "value": _value(node.value, constants)}


def _function(node, constants):
    decorators = [_word(each) for each in node.decorator_list]
    known = {"staticmethod", "classmethod", "override", "final", "cache", "lru_cache"}
    arguments = node.args
    positional = len(arguments.posonlyargs) + len(arguments.args)
    least, most = positional - len(arguments.defaults), None if arguments.vararg else positional
    if any(default is None for default in arguments.kw_defaults):
        least = positional + 1  # a keyword that must be given, which nobody gives
    if any(word not in known for word in decorators):
        least = most = None
    returns = [each for each in _own(node) if isinstance(each, ast.Return)]
    return {
        "name": node.name,
        "kind": "function",
        **_at(node),
        "static": "staticmethod" in decorators,
        "class_method": "classmethod" in decorators,
        "async": isinstance(node, ast.AsyncFunctionDef),
        "least": least,
        "most": most,
        "value": _value(returns[0].value, constants) if len(returns) == 1 and returns[0].value else UNKNOWN,
    }


def _own(function):
    """The nodes of a function without those of the functions in it."""
    left = list(function.body)
    while left:
        node = left.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            left.extend(ast.iter_child_nodes(node))


def _word(node):
    if isinstance(node, ast.Call):
        return _word(node.func)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _value(node, constants, depth=0):
    if depth > 20:
        return UNKNOWN
    if isinstance(node, ast.Constant):
        plain = node.value is None or isinstance(node.value, (str, bool, int))
        return node.value if plain or isinstance(node.value, float) and math.isfinite(node.value) else UNKNOWN
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        values = []
        for each in node.elts:
            inner = _value(each.value if isinstance(each, ast.Starred) else each, constants, depth + 1)
            values += inner if isinstance(each, ast.Starred) and isinstance(inner, list) else [inner]
        return values
    if isinstance(node, ast.Dict):
        keys = [_value(key, constants, depth + 1) if key else None for key in node.keys]
        if not all(isinstance(key, str) for key in keys):
            return UNKNOWN
        return {key: _value(value, constants, depth + 1) for key, value in zip(keys, node.values)}
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _value(node.left, constants, depth + 1), _value(node.right, constants, depth + 1)
        if isinstance(left, list) and isinstance(right, list) or isinstance(left, str) and isinstance(right, str):
            return left + right
        return [UNKNOWN] if isinstance(left, list) or isinstance(right, list) else UNKNOWN
    word = _word(node)
    if word == "VM_ENVIRONMENT_VARIABLES":
        return list(VM_VARIABLES)
    if isinstance(node, ast.Call):
        if word == "create_agent_user_step":
            return {"type": "shell", "commands": ["useradd agent"]}
        return _call(node, word, constants, depth)
    if isinstance(node, ast.Name) and constants.get(node.id) is not None:
        return _value(constants[node.id], constants, depth + 1)
    return UNKNOWN


def _call(node, word, constants, depth):
    """Typed dictionaries are made like calls; `dict(...)` too."""
    typed = {"dict", "VMSpec", "GPUSpec", "FileBuildStep", "ShellBuildStep"}
    if word in typed and not node.args and all(each.arg for each in node.keywords):
        return {each.arg: _value(each.value, constants, depth + 1) for each in node.keywords}
    return UNKNOWN


def _tasks(body):
    node = _last(body, lambda each: isinstance(each, ast.FunctionDef) and each.name == "get_tasks")
    returns = [each for each in _own(node) if isinstance(each, ast.Return)] if node else []
    if len(returns) != 1 or not isinstance(returns[0].value, ast.Dict):
        return None
    keys = returns[0].value.keys
    if not all(isinstance(key, ast.Constant) and isinstance(key.value, str) for key in keys):
        return None
    return [{"name": key.value, **_at(key)} for key in keys]


class _Scopes(ast.NodeVisitor):
    """Collects texts and calls with the function that they stand in."""

    def __init__(self, family):
        self._family = family
        self._scope = ""
        self.strings = []
        self.calls = []

    def _function(self, node):
        before, self._scope = self._scope, self._scope or node.name
        self.generic_visit(node)
        self._scope = before

    visit_FunctionDef = visit_AsyncFunctionDef = _function

    def visit_ClassDef(self, node):
        if node is self._family or self._scope:
            self.generic_visit(node)
        else:
            self._scope = node.name
            self.generic_visit(node)
            self._scope = ""

    def visit_Expr(self, node):
        """A text that stands alone is a comment."""
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Constant(self, node):
        if isinstance(node.value, str) and node.value:
            self.strings.append({"text": node.value, **_at(node), "scope": self._scope})

    def visit_JoinedStr(self, node):
        parts = [str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values]
        self.strings.append({"text": "".join(parts), **_at(node), "scope": self._scope})
        for each in node.values:
            if isinstance(each, ast.FormattedValue):
                self.visit(each.value)

    def visit_Call(self, node):
        self.calls.append({"name": _word(node.func), **_at(node), "scope": self._scope})
        self.generic_visit(node)


def main():
    print(json.dumps({"python": list(sys.version_info[:2])}), flush=True)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        found = outline(request["file"], base64.b64decode(request["source_b64"]))
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
