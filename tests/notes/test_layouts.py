"""Notes of meetings that nobody held, in every known layout: what was written is what is read."""

import pytest
from hypothesis import HealthCheck, given, settings

from paramountcy.notes.meeting.read import meeting_of
from paramountcy.notes.meeting.shape import CERTAIN
from paramountcy.notes.reading import read_bytes
from tests.notes.rendering import LAYOUTS, a_meeting, as_shown, blocks
from tests.notes.writers import WRITERS, as_pdf

QUICK = {"txt": 5, "html": 4, "docx": 2}
"""How many meetings are tried each time; Word files take longest to write."""
MANY = 150
PAPERS = 20

each_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
each_ending = pytest.mark.parametrize("ending", WRITERS)


def written_is_read(layout, ending, examples):
    @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(meeting=a_meeting())
    def check(meeting):
        read = meeting_of(read_bytes(WRITERS[ending](blocks(meeting, layout)), f"notes.{ending}"))
        assert read == as_shown(meeting, layout)
        assert all(person.confidence == CERTAIN for person in read.present)

    check()


@each_layout
@each_ending
def test_what_is_written_is_what_is_read(layout, ending):
    written_is_read(layout, ending, QUICK[ending])


@pytest.mark.slow
@each_layout
@each_ending
def test_so_it_is_for_many_meetings(layout, ending):
    written_is_read(layout, ending, MANY)


def no_certain_fact_of_a_paper_is_wrong(layout, examples):
    @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(meeting=a_meeting())
    def check(meeting):
        true = list(as_shown(meeting, layout).facts())
        certain = [
            fact
            for fact in meeting_of(read_bytes(as_pdf(blocks(meeting, layout)), "notes.pdf")).facts()
            if fact.confidence == CERTAIN
        ]
        assert [fact for fact in certain if fact not in true] == []
        assert len(certain) >= 0.5 * len(true)

    check()


@pytest.mark.parametrize("layout", LAYOUTS[:3], ids=lambda layout: layout.name)
def test_no_certain_fact_of_a_pdf_is_wrong(layout):
    no_certain_fact_of_a_paper_is_wrong(layout, 1)


@pytest.mark.slow
@each_layout
def test_nor_of_many(layout):
    no_certain_fact_of_a_paper_is_wrong(layout, PAPERS)
