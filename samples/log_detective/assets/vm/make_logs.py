"""Writes a week of a login server's log, with one break-in in it. Runs while the VM's image is baked."""

import datetime
import pathlib
import random
import sys

START = datetime.datetime(2025, 3, 3)
STAFF = {"amara": "10.20.0.11", "bilal": "10.20.0.12", "chen": "10.20.0.17", "dora": "10.20.0.23"}
# Scanners try names that do not exist and never get in; a colleague forgets a password and gets in.
SCANNERS = ["198.51.100.7", "198.51.100.88", "203.0.113.5"]
INTRUDER = "203.0.113.61"
VICTIM = "chen"


def main(directory: pathlib.Path) -> None:
    chance = random.Random("log_detective")
    lines = [*ordinary_logins(chance), *scans(chance), *break_in(chance)]
    lines.sort()
    for day in range(7):
        date = (START + datetime.timedelta(days=day)).date()
        text = "".join(f"{when:%b %d %H:%M:%S} login sshd: {what}\n" for when, what in lines if when.date() == date)
        (directory / f"auth.log.{date}").write_text(text)


def ordinary_logins(chance):
    for day in range(5):
        for name, address in STAFF.items():
            when = START + datetime.timedelta(days=day, hours=8, minutes=chance.randrange(90))
            for _ in range(chance.choice([0, 0, 0, 1, 2])):
                yield when, f"Failed password for {name} from {address}"
                when += datetime.timedelta(seconds=chance.randrange(4, 20))
            yield when, f"Accepted password for {name} from {address}"


def scans(chance):
    for address in SCANNERS:
        when = START + datetime.timedelta(days=chance.randrange(6), hours=chance.randrange(24))
        for _ in range(chance.randrange(150, 250)):
            name = chance.choice(["root", "admin", "test", "oracle", "guest", "pi"])
            yield when, f"Failed password for invalid user {name} from {address}"
            when += datetime.timedelta(seconds=chance.randrange(1, 6))


def break_in(chance):
    """A patient one: few attempts an hour, all night, against one person, until a password fits."""
    when = START + datetime.timedelta(days=3, hours=19)
    for _ in range(40):
        yield when, f"Failed password for {VICTIM} from {INTRUDER}"
        when += datetime.timedelta(minutes=chance.randrange(8, 20))
    yield when, f"Accepted password for {VICTIM} from {INTRUDER}"


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
