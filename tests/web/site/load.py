"""People who work: each with a session and a connection of their own, who read, write, and are answered."""

import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

TOKEN = "t" * 32
"""Of the form's own and of the cookie: that they are the same is what is checked."""


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took, in seconds. Status 0: nothing did."""

    status: int
    seconds: float
    number: str = ""
    process: int = 0
    text: str = ""


class Person:
    """Somebody who is signed in."""

    def __init__(self, port: int, session: str):
        self.port = port
        self.headers = {"Cookie": f"paramountcy={session}; csrftoken={TOKEN}"}
        self.connection: HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, **form: str) -> Answer:
        body = urlencode({**form, "csrfmiddlewaretoken": TOKEN})
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def read(self, note: str) -> Answer:
        return self.get(f"/notebook/{note}/")

    def write(self, note: str, text: str) -> Answer:
        return self.post(f"/notebook/{note}/write/", text=text)

    def _ask(self, method: str, path: str, body: str = "", more: dict[str, str] | None = None) -> Answer:
        began = time.perf_counter()
        try:
            if self.connection is None:
                self.connection = HTTPConnection("127.0.0.1", self.port, timeout=300)
            self.connection.request(method, path, body or None, {**self.headers, **(more or {})})
            answer = self.connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, HTTPException):
            self.close()
            return Answer(0, time.perf_counter() - began)
        took = time.perf_counter() - began
        if answer.will_close:
            self.close()
        said = answer.headers
        return Answer(answer.status, took, said.get("X-Request-Number", ""), int(said.get("X-Process", 0)), text)

    def close(self) -> None:
        if self.connection:
            self.connection.close()
            self.connection = None
