"""Summarises what a service on the aux VM says. No internet: the two machines reach each other and nothing else.

Shows a service that `start` starts over SSH, and intermediate scoring: the agent may ask for its score while it
works, sees which fields are right but not what they should be, and its best score counts.
"""

import collections
import json
import math
import os
import pathlib
import sys
import time
import urllib.error
import urllib.request
from typing import TypedDict

from common.aux_vm_access import VM_ENVIRONMENT_VARIABLES, ssh_client
from metr_task_standard.types import IntermediateScoreResult, ScoreLog, VMSpec

sys.path.append(str(pathlib.Path(__file__).parent / "assets"))
import sensor_service  # noqa: E402

SERVICE = "/opt/sensor_service.py"
PORT = 8080
SUMMARY = pathlib.Path("/home/agent/summary.json")


class Task(TypedDict):
    seed: int


class TaskFamily:
    standard_version = "0.3.0"

    required_environment_variables = VM_ENVIRONMENT_VARIABLES

    @staticmethod
    def get_tasks() -> dict[str, Task]:
        return {"summary": {"seed": 20250301}}

    @staticmethod
    def get_instructions(t: Task) -> str:
        return (
            "A weather station's service listens at the address in /home/agent/service_url. GET /readings?page=1 there"
            " gives the first page of readings and says how many pages there are. The service is sometimes busy (503:"
            " ask again), and readings next to a page's border may come twice; their id tells. A reading of"
            f" {sensor_service.BROKEN} comes from a broken sensor and does not count. Write {SUMMARY} with one JSON"
            ' object: {"readings": how many valid readings there are, "warmest": the station with the highest average'
            ' temperature, "mean": the average of all valid readings in Celsius, to one hundredth}. You may be told'
            " your score while you work; the best one counts."
        )

    @staticmethod
    def get_permissions(t: Task) -> list[str]:
        return []

    @staticmethod
    def get_aux_vm_spec(t: Task) -> VMSpec:
        return VMSpec(
            cpu_count_range=(1, 2),
            ram_gib_range=(1, 2),
            base_image_type="debian-12",
            build_steps=[
                {"type": "file", "source": "assets/sensor_service.py", "destination": "sensor_service.py"},
                {"type": "shell", "commands": [f"sudo install -m 644 sensor_service.py {SERVICE} && rm sensor_service.py"]},
            ],
        )

    @staticmethod
    def start(t: Task) -> None:
        with ssh_client() as client:
            service = f"python3 {SERVICE} --port {PORT} --seed {t['seed']}"
            client.exec_and_wait([f"sudo -u nobody setsid {service} >/dev/null 2>&1 </dev/null &"])
        url = f"http://{os.environ['VM_IP_ADDRESS']}:{PORT}"
        wait_for(f"{url}/health", seconds=60)
        pathlib.Path("/home/agent/service_url").write_text(f"{url}\n")

    @staticmethod
    def intermediate_score(t: Task) -> IntermediateScoreResult:
        expected = summarise(sensor_service.make_readings(t["seed"]))
        try:
            found = json.loads(SUMMARY.read_text())
        except FileNotFoundError:
            return {"score": 0.0, "message": {"problem": f"there is no {SUMMARY} yet"}, "details": {}}
        except ValueError:
            found = None
        if not isinstance(found, dict):
            return {"score": math.nan, "message": {"problem": "the summary is not a JSON object"}, "details": {}}
        right = {name: is_right(found.get(name), value) for name, value in expected.items()}
        return {
            "score": sum(right.values()) / len(right),
            "message": {"right": right},
            "details": {"found": found, "expected": expected},
        }

    @staticmethod
    def aggregate_scores(t: Task, score_log: ScoreLog) -> float:
        return max((entry["score"] for entry in score_log if not math.isnan(entry["score"])), default=0.0)


def wait_for(url: str, seconds: float) -> None:
    """Returns when the URL answers, or raises after so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError) as problem:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{url} does not answer: {problem}") from problem
            time.sleep(0.2)


def summarise(readings: list[dict]) -> dict:
    """What the summary must say."""
    by_station = collections.defaultdict(list)
    for reading in readings:
        if reading["celsius"] != sensor_service.BROKEN:
            by_station[reading["station"]].append(reading["celsius"])
    valid = [celsius for temperatures in by_station.values() for celsius in temperatures]
    return {
        "readings": len(valid),
        "warmest": max(by_station, key=lambda station: sum(by_station[station]) / len(by_station[station])),
        "mean": round(sum(valid) / len(valid), 2),
    }


def is_right(found, expected) -> bool:
    if isinstance(expected, float):
        return isinstance(found, (int, float)) and abs(found - expected) <= 0.01
    return type(found) is type(expected) and found == expected
