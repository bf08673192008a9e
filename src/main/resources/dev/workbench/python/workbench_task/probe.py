"""Whether the environment is as closed as it should be, tried from inside before any code of the task runs."""

import socket

from workbench_task.failure import TaskFailure

# An address that nobody has (RFC 5737), a port that nearly every host with a service has.
_INTERNET = "203.0.113.1"
_PORT = 443
_NAME_SERVER = ("127.0.0.11", 53)
_SECONDS = 0.5
_ALLOWED_SECONDS = 3.0


def run(targets):
    """`{target: reached | blocked}`; fails when something that must be blocked is reached."""
    found = {}
    for address in [*targets.get("blocked", []), _INTERNET]:
        found[address] = _reach(address, _SECONDS)
    found["dns"] = _ask_name_server()
    open_ones = [target for target, state in found.items() if state == "reached"]
    if open_ones:
        raise TaskFailure(
            "not_isolated", f"the environment must not reach {', '.join(open_ones)}, but it does", type_name="NotIsolated"
        )
    for name in targets.get("allowed", []):
        found[name] = _reach(name, _ALLOWED_SECONDS)
    return found


def _reach(host, seconds):
    try:
        with socket.create_connection((host, _PORT), timeout=seconds):
            return "reached"
    except ConnectionRefusedError:
        return "reached"  # somebody answered, if only to say no
    except OSError:
        return "blocked"


def _ask_name_server():
    query = b"\0\1\1\0\0\1\0\0\0\0\0\0\0\0\2\0\1"  # the name servers of the root
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(_SECONDS)
            client.connect(_NAME_SERVER)
            client.send(query)
            client.recv(512)
            return "reached"
    except OSError:
        return "blocked"
