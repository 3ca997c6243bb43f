"""A guidance document as the adult text of a version for children: each of its paragraphs."""

from django.urls import reverse

from paramountcy.terms.citation import Citation
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.children.adult import AdultText, Part
from paramountcy.web.guidance.drafting import reads
from paramountcy.web.guidance.drafting.passages import paragraphs


def guidance_text(by: Access | None, cited: Citation) -> AdultText | None:
    """A document as somebody may read it, in its latest draft, or as the public may, as it is published; else None."""
    ref = cited.steps[0]
    if by is None:
        released = reads.public_releases().filter(guidance__ref=ref).first()
        if released is None:
            return None
        guidance, draft, to = released.guidance, released.draft, reverse("drafting:read", args=[ref])
    else:
        found = reads.documents(by).filter(ref=ref).first()
        if found is None:
            return None
        guidance, draft, to = found, reads.latest_draft(found), reverse("drafting:document", args=[ref])
    parts: dict[str, Part] = {}
    for version in reads.versions_of(guidance, draft):
        for one in paragraphs(version.text, version.chapter.number):
            if not one.heading:
                parts.setdefault(one.number, Part(one.number, f"Paragraph {one.number}", one.text))
    return AdultText(guidance.title, tuple(parts.values()), to, guidance.circle, guidance.group)
