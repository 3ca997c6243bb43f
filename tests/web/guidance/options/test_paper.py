"""A decision paper, opened again with other libraries than it was made with."""

import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import pdfplumber
import pytest
from django.urls import reverse

from paramountcy.web.guidance.options import actions, examples
from paramountcy.web.guidance.options.models import Lever, Question

HOSTILE = "a\x0bb \U0001f600\n\n*star* @here #eval"

pytestmark = pytest.mark.django_db
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def question(partnership):
    examples.imagine(partnership.asks(partnership.officer))
    return Question.objects.get(title__startswith="How should the Framework for the Assessment")


def text_of_docx(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        tree = ElementTree.fromstring(package.read("word/document.xml"))
    return "\n".join("".join(one.itertext()) for one in tree.iter(f"{WORDS}p"))


def text_of_pdf(content):
    with pdfplumber.open(io.BytesIO(content)) as paper:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in paper.pages)


HOLDS = (
    "How should the Framework for the Assessment of Children in Need and their Families be revised?",
    "Option 3: Reduce it, and incorporate it into chapter 5 of Working Together",
    "Main risk:",
    "It has no agreed answer.",
    "It returns on 6 December 2011",
    "not worked out yet",
    "(officials of the Department for Education, by 6 December 2011). Not given yet.",
)


@pytest.mark.parametrize(("ending", "read"), [("docx", text_of_docx), ("pdf", text_of_pdf)])
def test_the_paper_holds_the_options_the_risk_and_the_outcome(client, partnership, question, ending, read):
    client.force_login(partnership.officer)
    answer = client.get(reverse(f"options:{ending}", args=[question.ref]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="decision-paper.{ending}"'
    words = read(answer.content)
    assert [one for one in HOLDS if one not in words] == []


def test_a_paper_of_what_is_confidential_says_so_on_every_page(client, partnership, question):
    question.circle = partnership.circle
    question.save()
    client.force_login(partnership.named)
    partnership.sits(partnership.person(partnership.named), partnership.seat("Another seat", group=question.group))
    content = client.get(reverse("options:pdf", args=[question.ref])).content
    with pdfplumber.open(io.BytesIO(content)) as paper:
        assert all("Confidential" in (page.extract_text() or "") for page in paper.pages)


def test_a_paper_of_hostile_text_still_opens(client, partnership):
    asks = partnership.asks(partnership.officer)
    question = actions.raise_question(
        by=asks, group=partnership.group, title='#import "x" $a^2$ <b>', why_now=HOSTILE,
        raised_on=date(2026, 1, 5),
    )  # fmt: skip
    actions.add_option(by=asks, question=question, title="</w:t> = Heading", lever=Lever.NONE)
    client.force_login(partnership.officer)
    assert "</w:t> = Heading" in text_of_docx(client.get(reverse("options:docx", args=[question.ref])).content)
    assert "*star* @here #eval" in text_of_pdf(client.get(reverse("options:pdf", args=[question.ref])).content)
