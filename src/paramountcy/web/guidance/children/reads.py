"""
What the pages of these versions need, and what other rooms ask of them: `version_of(citation)` says whether there is a
version for children of something, and the warning where there is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from paramountcy.publication.children.helplines import HelpLine, read_helplines
from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.children.adult import AdultText, adult_text
from paramountcy.web.guidance.children.content import Content, content_of, from_data
from paramountcy.web.guidance.children.models import Release, ReleaseState, Version, Without

KIND = "childrens-version"
NONE_YET = "There is no version for children and young people yet."


def versions(by: Access) -> QuerySet[Version]:
    """The versions that somebody may see."""
    return by.readable(KIND)


def released(version: Version) -> Release | None:
    """The release that anybody can read now, None where there is none, or it was withdrawn."""
    last = version.releases.order_by("at", "pk").last()
    return last if last and last.state == ReleaseState.RELEASED else None


@dataclass(frozen=True)
class Standing:
    """
    How it stands with the version for children of something. `version` is the one that is out, else the first being
    written, else None; `out` is its release; `newer` whether it was changed since; `reason` what was typed when the
    adult text went out without one.
    """

    about: str
    version: Version | None
    out: Release | None
    newer: bool = False
    reason: str = ""

    @property
    def warns(self) -> str:
        """The warning for those who publish the adult text, "" where a version is out."""
        if self.out:
            return ""
        if self.version:
            return (
                "The version for children and young people is not out yet. Release it first, or say why this goes "
                "out without one: the public page will say that there is none."
            )
        return (
            "There is no version for children and young people. Make one first, or say why this goes out without one: "
            "the public page will say that there is none."
        )

    @property
    def public_note(self) -> str:
        """What the public page of the adult text says."""
        return "There is a version for children and young people." if self.out else NONE_YET

    @property
    def public_to(self) -> str:
        """Where the public reads it, "" where it is not out."""
        return reverse("children:public", args=[self.version.ref]) if self.version and self.out else ""

    @property
    def page(self) -> str:
        """Where those who write it see it."""
        return reverse("children:version", args=[self.version.ref]) if self.version else ""

    @property
    def make(self) -> str:
        """Where one is made, "" where there is one."""
        kind, _, ref = self.about.partition("/")
        return "" if self.version or "/" in ref else reverse("children:make", args=[kind, ref])


def version_of(about: object) -> Standing:
    """How it stands with the version for children of what a citation cites. `about` is a citation or its text."""
    cited = str(about)
    rows = list(Version.objects.filter(about=cited).order_by("pk"))
    last = Without.objects.filter(about=cited).order_by("at", "pk").last()
    reason = last.reason if last else ""
    for one in rows:
        if one.circle_id is None and (out := released(one)):
            return Standing(cited, one, out, out.digest != content_of(one).digest, reason)
    return Standing(cited, rows[0] if rows else None, None, False, reason)


def standings_of(about: object) -> list[Standing]:
    """The same of every version that is out, one for each age: what a public page leads to."""
    rows = Version.objects.filter(about=str(about), circle__isnull=True).order_by("band", "pk")
    return [Standing(str(about), one, out) for one in rows if (out := released(one))]


def public_versions() -> list[tuple[Version, Content]]:
    """What anybody may read, the newest first. Nothing that is kept to a circle, or whose adult text is."""
    rows = Version.objects.filter(circle__isnull=True, group__circle__isnull=True, releases__isnull=False).distinct()
    found = [(out.at, one, from_data(out.content)) for one in rows if (out := released(one))]
    return [(one, content) for _, one, content in sorted(found, key=lambda each: each[0], reverse=True)]


def public_version(ref: str) -> tuple[Version, Release, Content] | None:
    """What anybody may read of one version, None where nothing."""
    rows = Version.objects.filter(ref=ref, circle__isnull=True, group__circle__isnull=True)
    one = rows.select_related("circle").first()
    out = released(one) if one else None
    return (one, out, from_data(out.content)) if one and out else None


def adult_of(by: Access | None, version: Version) -> AdultText | None:
    """The adult text of a version, as somebody may read it."""
    return adult_text(by, version.about)


def help_lines() -> Sequence[HelpLine]:
    """Who a child can turn to: on every page for children."""
    return read_helplines()
