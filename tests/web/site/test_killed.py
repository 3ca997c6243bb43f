"""A server process killed fifty times while people read and write: nothing that was answered is lost."""

import json
import os
import re
import signal
import threading
import time

import pytest

from tests.web.site.installed import Installation, Server
from tests.web.site.load import Person

pytestmark = pytest.mark.slow
KILLS = 50
PEOPLE, NOTES = 6, 12
FOUND = """
import json
from paramountcy.web.access.models import Entry
from tests.web.notebook.models import Note
print(json.dumps({
    "log": list(Entry.objects.values_list("request", "action")),
    "texts": list(Note.history.values_list("text", flat=True)),
}))
"""


class Work:
    """What people were told was done: the numbers of requests that read, and of those that wrote, with their texts."""

    def __init__(self, server: Server, opens: dict[str, list[str]]):
        self.server, self.opens = server, opens
        self.over = threading.Event()
        self.read: list[str] = []
        self.written: dict[str, str] = {}
        self.refused: list[int] = []
        self.lost = 0
        self.last = 0
        """The process that answered last."""

    def go_on(self, place: int) -> None:
        person = Person(self.server.port, self.opens["sessions"][place])
        count = 0
        while not self.over.is_set():
            count += 1
            note = self.opens["notes"][(count + place) % NOTES]
            text = f"text {count} of person {place}"
            answer = person.write(note, text) if count % 2 else person.read(note)
            if answer.status == (302 if count % 2 else 200):
                self.last = answer.process
                if count % 2:
                    self.written[answer.number] = text
                else:
                    self.read.append(answer.number)
            elif answer.status:
                self.refused.append(answer.status)
            else:
                self.lost += 1
        person.close()


def kill_again_and_again(server: Server, work: Work) -> int:
    """Kill the process that answered last, as often as it takes, each time while it is at work."""
    killed = 0
    until = time.monotonic() + 900
    while killed < KILLS and time.monotonic() < until:
        told = len(work.read) + len(work.written)
        while len(work.read) + len(work.written) < told + 8 and time.monotonic() < until:
            time.sleep(0.005)
        if work.last in server.workers():
            os.kill(work.last, signal.SIGKILL)
            killed += 1
    return killed


def test_nothing_that_was_answered_is_lost(installation: Installation):
    with installation.serving("--migrate", "--workers", "3") as server:
        work = Work(server, installation.filled(PEOPLE, NOTES))
        people = [threading.Thread(target=work.go_on, args=(place,)) for place in range(PEOPLE)]
        for one in people:
            one.start()
        try:
            killed = kill_again_and_again(server, work)
        finally:
            work.over.set()
            for one in people:
                one.join()
        assert server.process.poll() is None
    assert killed == KILLS
    assert work.refused == []
    assert work.lost > 0
    assert min(len(work.read), len(work.written)) > 2 * KILLS
    found = json.loads(installation.python(FOUND))
    log = {(request, action) for request, action in found["log"]}
    assert [number for number in work.read if (number, "read") not in log] == []
    assert [number for number in work.written if (number, "write") not in log] == []
    texts = set(found["texts"])
    assert [text for text in work.written.values() if text not in texts] == []
    verified = installation.run("verify-audit")
    assert verified.returncode == 0, verified.stdout
    chains = int(re.search(r"in ([\d,]+) chains", verified.stdout)[1].replace(",", ""))
    assert chains >= KILLS  # each that was killed had written one
