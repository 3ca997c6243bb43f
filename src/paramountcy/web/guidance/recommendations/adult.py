"""A response as the adult text of a version for children: its statement, and every recommendation with its position."""

from django.urls import reverse

from paramountcy.terms.citation import Citation
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.children.adult import AdultText, Part
from paramountcy.web.guidance.recommendations import reads
from paramountcy.web.guidance.recommendations.models import Recommendation

STATEMENT = "statement"


def response_text(by: Access | None, cited: Citation) -> AdultText | None:
    """The response to a report, as somebody may read it, or the public; None where they may not."""
    ref = cited.steps[0]
    if by is None:
        report = reads.published_report(ref)
        to = reverse("recommendations:public_report", args=[ref]) if report else ""
    else:
        report = reads.reports(by).filter(ref=ref).select_related("circle", "group").first()
        to = reverse("recommendations:report", args=[ref])
    if report is None:
        return None
    rows = reads.public_recommendations(report) if by is None else reads.of_report(by, report)
    step = reads.last_step(report) if by is None else None
    statement = step.statement if step else report.statement
    parts = [Part(STATEMENT, "The response as a whole", statement)] if statement else []
    open_to_all = [one for one in rows if one.circle_id is None]
    parts += [_part(one, public=by is None) for one in open_to_all]
    return AdultText(report.title, tuple(parts), to, report.circle, report.group)


def _part(one: Recommendation, *, public: bool) -> Part:
    """A recommendation with its position: a version for children must say each position that there is."""
    position = reads.known_position(one, public=public)
    words = [one.today or one.text, f"Position: {reads.position_words(position)}."]
    if position and position.reason:
        words.append(position.reason)
    title = f"Recommendation {one.number}: {reads.position_words(position)}"
    return Part(f"r{one.number}", title, "\n".join(words), must=position is not None)
