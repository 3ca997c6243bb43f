"""What is done without anybody asking: days that are over are sealed; sessions and limits that are over go."""

import threading
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from paramountcy.web.access.audit.chain import Chain
from paramountcy.web.access.audit.entry import Line
from paramountcy.web.access.audit.seal import seals_outside
from paramountcy.web.access.audit.verify import verify
from paramountcy.web.access.models import Seal
from paramountcy.web.site import sealing
from paramountcy.web.site.locks import Locked, locked

LATER = timedelta(days=1, hours=1)


@pytest.fixture
def kept_open(monkeypatch):
    """The tests' own connection stays open."""
    monkeypatch.setattr(connection, "close", lambda: None)


@pytest.fixture
def entry(db):
    Chain().read([Line("read", kind="note", record="one")])


def test_a_day_that_is_over_is_sealed_once(entry, audit_folder):
    at = timezone.now()
    assert sealing.seal_days_over(audit_folder, at=at) == []
    [made] = sealing.seal_days_over(audit_folder, at=at + LATER)
    assert seals_outside(audit_folder) == {made.day: made.digest}
    assert sealing.seal_days_over(audit_folder, at=at + LATER) == []
    assert verify(audit_folder).breaks == ()


def test_while_another_process_seals_this_one_does_not(entry, audit_folder):
    with locked(audit_folder / "sealing.lock"):
        assert sealing.seal_days_over(audit_folder, at=timezone.now() + LATER) == []
    assert len(sealing.seal_days_over(audit_folder, at=timezone.now() + LATER)) == 1


def test_sealing_goes_on_from_the_last_seal(entry, audit_folder):
    """Days before it are not looked through again: the log is long."""
    at = timezone.now()
    [first] = sealing.seal_days_over(audit_folder, at=at + LATER)
    Seal.objects.create(day=first.day + timedelta(days=3), chains={}, before=first.digest, digest="x", made_at=at)
    assert sealing.seal_days_over(audit_folder, at=at + timedelta(days=9)) == []


def test_a_second_seal_of_a_day_outside_is_found(entry, audit_folder):
    """Whoever cuts the log off and seals it anew adds a line to the file, and the first line stays."""
    [made] = sealing.seal_days_over(audit_folder, at=timezone.now() + LATER)
    with (audit_folder / "seals.txt").open("a") as file:
        file.write(f"{made.day} {'0' * 64}\n")
    [one] = verify(audit_folder).breaks
    assert one.says == "line 2 of seals.txt: it is no seal, or another than was written for its day before."


@pytest.mark.parametrize("line", ["rubbish", "2026-13-45 abc", "\x00\xff"])
def test_a_line_that_is_no_seal_is_found(entry, audit_folder, line):
    sealing.seal_days_over(audit_folder, at=timezone.now() + LATER)
    with (audit_folder / "seals.txt").open("a") as file:
        file.write(f"{line}\n")
    assert {one.what for one in verify(audit_folder).breaks} == {"seal"}


@pytest.mark.parametrize(("text", "kinds"), [("", set()), ("rubbish", {"head"}), ("-1 abc", {"head"})])
def test_a_head_that_can_not_be_read_is_found(entry, audit_folder, text, kinds):
    """An empty one is none: a machine that lost its power may leave it."""
    [head] = audit_folder.glob("*.head")
    head.write_text(text)
    assert {one.what for one in verify(audit_folder).breaks} == kinds


def test_verifying_says_how_far_it_has_come(entry, audit_folder, monkeypatch):
    monkeypatch.setattr("paramountcy.web.access.audit.verify.CHUNK", 1)
    heard = []
    verify(audit_folder, progress=lambda step, share: heard.append((step, share)))
    assert heard == [("verifying", 1.0)]


def test_what_has_run_out_is_cleared_away(entry, kept_open):
    now = timezone.now()
    Session.objects.create(session_key="over", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="open", session_data="", expire_date=now + timedelta(days=1))
    cache.set("short", 1, 60)
    cache.set("long", 1, 9 * 24 * 3600)
    sealing.keep_house(at=now + timedelta(days=3))
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM access_limits")
        assert cursor.fetchall() == [(":1:long",)]
    assert Seal.objects.count() == 1


def test_what_goes_wrong_is_said_and_ends_nothing(entry, kept_open, monkeypatch, caplog):
    def fails(folder, *, at):
        raise OSError("the disk is full")

    monkeypatch.setattr(sealing, "seal_days_over", fails)
    sealing.keep_house(at=timezone.now())
    assert "sealing failed" in caplog.text


def test_it_is_kept_every_hour(monkeypatch):
    monkeypatch.setattr(sealing, "EVERY", timedelta(milliseconds=1))
    kept, begun = [], threading.Event()

    def keep(*, at):
        assert begun.wait(60)
        kept.append(at)
        if len(kept) == 3:
            stop.set()

    monkeypatch.setattr(sealing, "keep_house", keep)
    stop = sealing.keep_house_hourly()
    begun.set()
    assert stop.wait(60)
    assert len(kept) == 3


def test_a_lock_is_held_by_one_or_shared_by_several(tmp_path):
    path = tmp_path / "lock"
    with locked(path, shared=True), locked(path, shared=True), pytest.raises(Locked), locked(path):
        pass
    with locked(path), pytest.raises(Locked), locked(path, shared=True):
        pass
