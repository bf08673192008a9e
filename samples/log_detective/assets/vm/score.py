"""Scores the agent's work on the VM itself. Runs there as root; prints one JSON object."""

import ipaddress
import json
import pathlib
import sys

from make_logs import INTRUDER

DENY_LIST = pathlib.Path("/srv/firewall/deny.list")
INNOCENT = ipaddress.ip_network("10.20.0.0/24")


def main(submission: str) -> dict:
    named = submission.strip() == INTRUDER
    denied = denied_networks(DENY_LIST.read_text())
    blocked = any(ipaddress.ip_address(INTRUDER) in network for network in denied)
    harmed = any(network.overlaps(INNOCENT) for network in denied)
    return {
        "score": 0.5 * named + 0.5 * (blocked and not harmed),
        "intruder_named": named,
        "intruder_blocked": blocked,
        "staff_locked_out": harmed,
    }


def denied_networks(text: str) -> list:
    networks = []
    for line in text.splitlines():
        entry = line.partition("#")[0].strip()
        try:
            networks += [ipaddress.ip_network(entry, strict=False)] if entry else []
        except ValueError:
            print(f"not an address: {entry!r}", file=sys.stderr)
    return [network for network in networks if network.version == 4]


if __name__ == "__main__":
    print(json.dumps(main(sys.stdin.read())))
