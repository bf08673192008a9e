"""Reads all pages, asks again where the service is busy, and writes the summary."""

import json
import time
import urllib.error
import urllib.request

with open("/home/agent/service_url") as file:
    URL = file.read().strip()


def fetch(page):
    while True:
        try:
            with urllib.request.urlopen(f"{URL}/readings?page={page}", timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as problem:
            if problem.code != 503:
                raise
            time.sleep(0.1)


def average(numbers):
    return sum(numbers) / len(numbers)


readings = {}
page = pages = 1
while page <= pages:
    answer = fetch(page)
    pages = answer["pages"]
    readings |= {reading["id"]: reading for reading in answer["readings"]}
    page += 1

stations = {}
for reading in readings.values():
    if reading["celsius"] != -99.9:
        stations.setdefault(reading["station"], []).append(reading["celsius"])
valid = [celsius for station in stations.values() for celsius in station]
summary = {
    "readings": len(valid),
    "warmest": max(stations, key=lambda station: average(stations[station])),
    "mean": round(average(valid), 2),
}
print(summary)
with open("/home/agent/summary.json", "w") as file:
    json.dump(summary, file)
