"""The service on the aux VM: a weather station's readings over HTTP, page by page, and not always in the mood.

GET /health answers "ok". GET /readings?page=N answers {"page", "pages", "readings": [{"id", "station", "celsius"}]}.
Every third request for readings gets 503 with Retry-After, and some readings stand on two pages.
"""

import argparse
import http.server
import itertools
import json
import random
import urllib.parse

PAGE_SIZE = 25
STATIONS = ["harbour", "quarry", "school", "ridge"]
BROKEN = -99.9


def make_readings(seed: int) -> list[dict]:
    """120 readings, a few of which say that a sensor was broken."""
    chance = random.Random(seed)
    readings = []
    for number in range(120):
        celsius = BROKEN if chance.random() < 0.06 else round(chance.gauss(11, 6), 1)
        readings.append({"id": number, "station": chance.choice(STATIONS), "celsius": celsius})
    return readings


def pages(readings: list[dict]) -> list[list[dict]]:
    """Pages as clients see them: each but the first begins with the last two readings of the one before."""
    return [readings[max(0, start - 2) : start + PAGE_SIZE] for start in range(0, len(readings), PAGE_SIZE)]


class Handler(http.server.BaseHTTPRequestHandler):
    requests = itertools.count(1)
    served: list[list[dict]] = []

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        if url.path == "/health":
            self.answer(200, "ok")
        elif url.path != "/readings":
            self.answer(404, {"error": "there are /health and /readings?page=N"})
        elif next(self.requests) % 3 == 0:
            self.answer(503, {"error": "busy"}, ("Retry-After", "1"))
        else:
            self.answer_page(urllib.parse.parse_qs(url.query).get("page", ["1"])[0])

    def answer_page(self, page):
        if not page.isascii() or not page.isdigit() or not 1 <= int(page) <= len(self.served):
            self.answer(404, {"error": f"pages are 1 to {len(self.served)}"})
            return
        self.answer(200, {"page": int(page), "pages": len(self.served), "readings": self.served[int(page) - 1]})

    def answer(self, status, content, *headers):
        body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in (("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--port", type=int, default=8080)
    arguments.add_argument("--seed", type=int, required=True)
    options = arguments.parse_args()
    Handler.served = pages(make_readings(options.seed))
    http.server.ThreadingHTTPServer(("", options.port), Handler).serve_forever()


if __name__ == "__main__":
    main()
