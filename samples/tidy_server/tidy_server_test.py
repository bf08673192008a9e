"""Run with `workbench test samples/tidy_server handover`."""

import pathlib
import subprocess

import pytest

import score

HERE = pathlib.Path(__file__).parent
UNTOUCHED = (HERE / "vm/shop/shop.conf").read_text()
READY = (
    UNTOUCHED.replace("0.0.0.0", "127.0.0.1")
    .replace("debug = yes", "debug = no")
    .replace("password = changeme", "password_file = /etc/shop/db_password")
)
REPORT = "\n".join(",".join(line) for line in score.REPORT) + "\n"


@pytest.fixture
def fetched(tmp_path):
    """A function that scores a configuration and a report as if they had been fetched."""

    def score_of(config, report):
        (tmp_path / "shop.conf").write_text(config)
        (tmp_path / "disk_report.csv").write_text(report)
        return score.main(tmp_path)["score"]

    return score_of


def test_done(fetched):
    assert fetched(READY, REPORT) == 1.0


def test_untouched(fetched):
    assert fetched(UNTOUCHED, "directory,bytes\n") == 0.0


def test_missing_files_score_nothing(tmp_path):
    assert score.main(tmp_path)["score"] == 0.0


def test_report_in_the_wrong_order(fetched):
    header, *lines = REPORT.splitlines()
    assert fetched(READY, "\n".join([header, *reversed(lines)])) == 0.75


def test_a_password_left_beside_the_file_costs_its_point(fetched):
    config = READY.replace("password_file", "password = changeme\npassword_file")
    assert fetched(config, REPORT) == pytest.approx(0.5 + 0.5 * 2 / 3)


def test_other_settings_must_stay(fetched):
    assert fetched(READY.replace("workers = 4", "workers = 8"), REPORT) == 0.5


@pytest.mark.parametrize("config", ["", "no section", "[server\n", "\x00\x01"])
def test_a_broken_configuration_is_no_crash(fetched, config):
    assert fetched(config, REPORT) == 0.5


def test_the_data_has_the_sizes_that_the_report_expects(tmp_path):
    subprocess.run(["sh", HERE / "vm/shop/make_data.sh", tmp_path], check=True)
    sizes = [
        [entry.name, str(sum(file.stat().st_size for file in entry.rglob("*") if file.is_file()))]
        for entry in tmp_path.iterdir()
    ]
    assert sorted(sizes) == sorted(score.REPORT[1:])


def test_the_agent_can_reach_the_server():
    ssh_command = pathlib.Path("/home/agent/ssh_command").read_text().strip()
    done = subprocess.run(
        ["su", "agent", "-c", f"{ssh_command} 'whoami; test -w /srv/shop/shop.conf && echo writable'"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.split() == ["agent", "writable"], done.stderr
