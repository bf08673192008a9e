"""The instance metadata service of one machine, version 2: a token first, then the instance's tags."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TAGS = "/latest/meta-data/tags/instance/"


class Service(BaseHTTPRequestHandler):
    def do_PUT(self):
        self.answer(200, "token") if self.path == "/latest/api/token" else self.answer(404, "")

    def do_GET(self):
        tag = Path("/run/lab/tags") / self.path.removeprefix(TAGS)
        if self.headers.get("X-aws-ec2-metadata-token") != "token":
            self.answer(401, "")
        elif self.path.startswith(TAGS) and tag.is_file():
            self.answer(200, tag.read_text())
        else:
            self.answer(404, "")

    def answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("169.254.169.254", 80), Service).serve_forever()
