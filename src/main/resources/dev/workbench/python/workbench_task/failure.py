"""What went wrong, in the form in which the workbench reads it."""

import os

_HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep
_LONGEST_MESSAGE = 20_000
_LONGEST_TRACEBACK = 100_000


class TaskFailure(Exception):
    """An error of the task with a kind of its own; `facts` are further fields of the answer."""

    def __init__(self, kind, message, type_name=None, **facts):
        super().__init__(message)
        self.kind = kind
        self.type_name = type_name
        self.facts = facts


def describe(error, kind="exception"):
    """The answer's `error` object for any exception."""
    if isinstance(error, TaskFailure):
        cause = error.__cause__
        place = _place(cause) if cause else (None, None)
        return {
            "kind": error.kind,
            "type": error.type_name or (type(cause).__name__ if cause else error.kind),
            "message": _shorten(str(error), _LONGEST_MESSAGE),
            "traceback": _traceback(cause) if cause else None,
            "file": place[0],
            "line": place[1],
            **error.facts,
        }
    file, line = _place(error)
    return {
        "kind": kind,
        "type": type(error).__name__,
        "message": _shorten(_message(error), _LONGEST_MESSAGE),
        "traceback": _traceback(error),
        "file": file,
        "line": line,
    }


def _message(error):
    if isinstance(error, SystemExit):
        return f"the task's code called sys.exit({'' if error.code is None else repr(error.code)})"
    if isinstance(error, SyntaxError):
        return error.msg or "invalid syntax"
    try:
        return str(error)
    except Exception:
        return f"(an exception whose text cannot be made: {type(error).__name__})"


def _place(error):
    """File and line of a syntax error, else of the innermost frame in the family's directory, else of the innermost."""
    if isinstance(error, SyntaxError) and error.filename:
        return _relative(error.filename), error.lineno
    family = os.getcwd() + os.sep
    place = (None, None)
    inside = False
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        mine = file.startswith(family)
        if not _is_ours(file) and (mine or not inside):
            place, inside = (_relative(file), trace.tb_lineno), inside or mine
        trace = trace.tb_next
    return place


def _traceback(error):
    import traceback

    try:
        whole = traceback.TracebackException.from_exception(error)
        _keep_task_frames(whole)
        if isinstance(error, SyntaxError) and not any(f.filename.startswith(os.getcwd() + os.sep) for f in whole.stack):
            return _shorten("".join(whole.format_exception_only()).rstrip("\n"), _LONGEST_TRACEBACK)
        return _shorten("".join(whole.format()).rstrip("\n"), _LONGEST_TRACEBACK)
    except Exception as problem:
        return f"{type(error).__name__} (its traceback cannot be shown: {type(problem).__name__})"


def _keep_task_frames(whole):
    import traceback

    pending, seen = [whole], set()
    while pending:
        each = pending.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        each.stack = traceback.StackSummary.from_list([f for f in each.stack if not _is_ours(f.filename)])
        pending += [each.__cause__, each.__context__]


def _is_ours(file):
    return file.startswith((_HERE, "<frozen importlib", "<frozen runpy"))


def _relative(file):
    family = os.getcwd() + os.sep
    return file[len(family) :] if file.startswith(family) else file


def _shorten(text, longest):
    if len(text) <= longest:
        return text
    half = longest // 2
    return f"{text[:half]}\n... {len(text) - longest} characters left out ...\n{text[-half:]}"
