"""Turns what task code returns into values that JSON can hold: something readable rather than an error."""

import math
import sys

_DEEPEST = 60


def encode(value, depth=0):
    """A JSON value for any Python value, numpy's and pandas' included; what has no better form becomes its repr."""
    kind = type(value)
    if value is None or kind is bool or kind is int or kind is str:
        return value
    if kind is float:
        return encode_float(value)
    if depth > _DEEPEST:
        return _repr(value)
    if kind is dict:
        return {_key(key): encode(each, depth + 1) for key, each in value.items()}
    if kind is list or kind is tuple:
        return [encode(each, depth + 1) for each in value]
    try:
        return _encode_other(value, depth + 1)
    except Exception:
        return _repr(value)


def encode_float(value):
    """A finite float as it is, else "nan", "inf" or "-inf"."""
    return float(value) if math.isfinite(value) else str(float(value))


def _encode_other(value, depth):
    for try_to_encode in (_encode_enum, _encode_pandas, _encode_numpy, _encode_standard):
        encoded = try_to_encode(value, depth)
        if encoded is not NotImplemented:
            return encoded
    return _encode_by_shape(value, depth)


def _is(value, module, *names):
    """Whether a value is an instance of classes of a module that need not be loaded, and is not loaded here."""
    loaded = sys.modules.get(module)
    classes = tuple(filter(None, (getattr(loaded, name, None) for name in names))) if loaded else ()
    return bool(classes) and isinstance(value, classes)


def _encode_enum(value, depth):
    return encode(value.value, depth) if _is(value, "enum", "Enum") else NotImplemented


def _encode_pandas(value, depth):
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return NotImplemented
    if value is getattr(pandas, "NaT", None) or value is getattr(pandas, "NA", None):
        return None
    if _is(value, "pandas", "DataFrame"):
        return encode(value.to_dict(orient="records"), depth)
    if _is(value, "pandas", "Series", "Index"):
        return encode(value.tolist(), depth)
    if _is(value, "pandas", "Timedelta"):
        return encode_float(value.total_seconds())
    return NotImplemented


def _encode_numpy(value, depth):
    if _is(value, "numpy", "datetime64", "timedelta64"):
        return str(value)
    if _is(value, "numpy", "ndarray"):
        return encode(value.tolist(), depth)
    if _is(value, "numpy", "generic"):
        return encode(value.item(), depth)
    return NotImplemented


def _encode_standard(value, depth):
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return encode_float(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("utf-8", "backslashreplace")
    if isinstance(value, (set, frozenset)):
        return _encode_set(value, depth)
    if _is(value, "datetime", "date", "time"):
        return value.isoformat()
    if _is(value, "datetime", "timedelta"):
        return encode_float(value.total_seconds())
    if _is(value, "decimal", "Decimal") or _is(value, "fractions", "Fraction"):
        return encode_float(float(value))
    if hasattr(value, "__fspath__"):
        return encode(value.__fspath__(), depth)
    if _is(value, "uuid", "UUID"):
        return str(value)
    return NotImplemented


def _encode_set(value, depth):
    try:
        members = sorted(value)
    except TypeError:
        members = sorted(value, key=repr)
    return [encode(each, depth) for each in members]


def _encode_by_shape(value, depth):
    if not isinstance(value, type):
        if hasattr(value, "__dataclass_fields__"):
            return {name: encode(getattr(value, name), depth) for name in value.__dataclass_fields__}
        if hasattr(value, "model_dump"):
            return encode(value.model_dump(), depth)
        if hasattr(value, "keys") and hasattr(value, "__getitem__"):
            return {_key(key): encode(value[key], depth) for key in value.keys()}
        if hasattr(value, "tolist"):
            return encode(value.tolist(), depth)
        if hasattr(value, "__len__") and hasattr(value, "__iter__"):
            return [encode(each, depth) for each in value]
    return _repr(value)


def _key(key):
    if isinstance(key, str):
        return str.__str__(key)
    encoded = encode(key)
    if encoded is None or encoded is True or encoded is False:
        return {None: "null", True: "true", False: "false"}[encoded]
    if isinstance(encoded, (str, int, float)):
        return str(encoded)
    return _repr(key)


def _repr(value):
    try:
        return repr(value)
    except Exception:
        return f"<{type(value).__name__}>"
