"""Scores what was fetched from the server: half for the configuration, half for the report.

Usage: python3 score.py DIRECTORY. The last line printed is the score, as the workbench expects it.
"""

import configparser
import csv
import json
import pathlib
import sys

WANTED = {
    "server": {"listen": "127.0.0.1", "port": "8080", "debug": "no", "workers": "4"},
    "database": {"host": "db.shop.internal", "user": "shop", "password_file": "/etc/shop/db_password"},
    "mail": {"sender": "orders@shop.example", "archive": "yes"},
}
# The three points of the checklist; they count only while nothing else has changed.
POINTS = [("server", "listen"), ("server", "debug"), ("database", "password_file")]
REPORT = [
    ["directory", "bytes"],
    ["old backups", "204800"],
    ["images", "160253"],
    ["invoices", "72411"],
    ["cache", "5300"],
    ["incoming", "0"],
]


def main(directory: pathlib.Path) -> dict:
    config, done = score_config(read(directory / "shop.conf"))
    report = score_report(read(directory / "disk_report.csv"))
    return {
        "score": 0.5 * config + 0.5 * report,
        "message": {"configuration": config == 1.0, "report": report == 1.0},
        "details": {"points_done": done},
    }


def read(file: pathlib.Path) -> str:
    return file.read_text(errors="replace") if file.is_file() else ""


def score_config(text: str) -> tuple[float, list[str]]:
    """The share of the checklist that is done, and which points; nothing if other settings suffered."""
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(text)
    except configparser.Error as problem:
        print(f"shop.conf cannot be read: {problem}")
        return 0.0, []
    found = {section: dict(parser[section]) for section in parser.sections()}
    for section, name in POINTS:
        found.get(section, {}).setdefault(name, "")
    password_left = found.get("database", {}).pop("password", None) is not None
    done = [name for section, name in POINTS if found.get(section, {}).get(name) == WANTED[section][name]]
    if password_left and "password_file" in done:
        done.remove("password_file")
    if _others(found) != _others(WANTED):
        print("shop.conf: settings have changed that the checklist does not name")
        return 0.0, done
    return len(done) / len(POINTS), done


def _others(settings: dict) -> dict:
    return {
        section: {name: value for name, value in values.items() if (section, name) not in POINTS}
        for section, values in settings.items()
    }


def score_report(text: str) -> float:
    """1 for the right lines in the right order, half of it for the right lines in another order."""
    lines = [[cell.strip() for cell in line] for line in csv.reader(text.splitlines()) if line]
    if lines == REPORT:
        return 1.0
    return 0.5 if sorted(lines) == sorted(REPORT) else 0.0


if __name__ == "__main__":
    print(json.dumps(main(pathlib.Path(sys.argv[1]))))
