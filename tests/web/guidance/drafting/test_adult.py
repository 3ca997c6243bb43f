"""A version for children is written of a guidance document: what is read of it, and by whom."""

import pytest
from django.urls import reverse

from paramountcy.web.guidance.children.adult import adult_text
from paramountcy.web.guidance.drafting import actions, examples
from paramountcy.web.guidance.drafting.models import Release
from paramountcy.web.guidance.groups.models import CircleMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def guidance(partnership):
    by = partnership.asks(partnership.officer)
    made = actions.make_guidance(by=by, title="Together", group=partnership.group)
    chapter = actions.add_chapter(by=by, guidance=made, number=1, title="First")
    actions.write(by=by, chapter=chapter, text=examples.SECOND)
    return made


def test_a_document_is_read_paragraph_by_paragraph_and_by_the_public_once_it_is_out(partnership, guidance):
    by, about = partnership.asks(partnership.officer), f"guidance/{guidance.ref}"
    found = adult_text(by, about)
    assert [one.anchor for one in found.parts] == [f"1.{number}" for number in range(1, 9)]
    assert found.part("1.2").text.startswith("A child-centred approach")
    assert adult_text(None, about) is None
    assert adult_text(partnership.asks(partnership.outsider), about) is None
    actions.release(by=by, guidance=guidance, reason="They will have theirs.")
    actions.write(by=by, chapter=guidance.chapters.get(), text="1.1 All anew.")
    assert len(adult_text(None, about).parts) == 8
    assert len(adult_text(by, about).parts) == 1


def test_a_document_kept_to_a_circle_is_read_by_nobody_else(partnership, guidance):
    CircleMember.objects.create(circle=partnership.circle, user=partnership.officer, from_at=partnership.asks(None).at)
    by, about = partnership.asks(partnership.officer), f"guidance/{guidance.ref}"
    actions.change_guidance(by=by, guidance=guidance, circle=partnership.circle)
    assert adult_text(by, about).circle == partnership.circle
    assert adult_text(partnership.asks(partnership.chair), about) is None


def test_what_is_withdrawn_is_public_no_more_and_says_why_to_those_who_draft(client, partnership, guidance):
    by = partnership.asks(partnership.officer)
    actions.release(by=by, guidance=guidance, reason="They will have theirs.")
    page = reverse("drafting:read", args=[guidance.ref])
    assert client.get(page).status_code == 200
    actions.withdraw(by=by, released=Release.objects.get(), why="It named a wrong section.")
    assert client.get(page).status_code == 404
    assert "Together" not in client.get(reverse("drafting:published")).content.decode()
    client.force_login(partnership.member)
    said = client.get(reverse("drafting:document", args=[guidance.ref])).content.decode()
    assert "It named a wrong section." in said
