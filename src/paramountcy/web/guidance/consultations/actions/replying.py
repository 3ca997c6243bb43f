"""What the group answers to all who took part: we asked, you said, we did. Each saving is a version."""

from paramountcy.terms.citation import cite
from paramountcy.web.access.actions.asked import NotDone
from paramountcy.web.access.asking import Access
from paramountcy.web.access.roles import Action
from paramountcy.web.guidance.children.actions import go_without
from paramountcy.web.guidance.children.reads import version_of
from paramountcy.web.guidance.consultations.models import Consultation, Reply, ReplyRelease
from paramountcy.web.guidance.consultations.status import State, state_of
from paramountcy.web.guidance.groups.identity import kinds_found

KIND = "consultation"


def write(*, by: Access, consultation: Consultation, we_asked: str, you_said: str, we_did: str) -> Reply:
    """A new version of the reply. Those before it stay."""
    by.fetch(KIND, consultation.ref, Action.WRITE)
    with by.change("write reply", kind=KIND, record=consultation.ref):
        return Reply.objects.create(
            consultation=consultation, version=consultation.replies.count() + 1, we_asked=we_asked, you_said=you_said,
            we_did=we_did, by=by.somebody, at=by.at,
        )  # fmt: skip


def publish(*, by: Access, reply: Reply, reason: str = "", looked: bool = False) -> ReplyRelease:
    """
    Make a version of the reply public. Raises NotDone while people may still answer; without a version for children,
    until it is said why; and until somebody has looked at what might let a child be known.
    """
    consultation = reply.consultation
    by.fetch(KIND, consultation.ref, Action.WRITE)
    if state_of(consultation, at=by.at) not in (State.CLOSED, State.ANSWERED):
        raise NotDone("People may still answer, or were never asked: the response is published when it has closed.")
    if reply.releases.exists():
        raise NotDone("This version is public already.")
    if (found := kinds_found([reply.we_asked, reply.you_said, reply.we_did])) and not looked:
        raise NotDone(
            f"There is what looks like {' and '.join(found)} in it. Take it out, or say that you have looked, and that "
            "no child could be known by it.",
            field="looked",
        )
    about = str(cite(KIND, consultation.ref))
    standing = version_of(about)
    if standing.warns and not reason.strip():
        raise NotDone(standing.warns, field="reason")
    with by.change("publish reply", kind=KIND, record=consultation.ref):
        if standing.warns:
            go_without(by=by, about=about, reason=reason)
        return ReplyRelease.objects.create(
            reply=reply, reason=reason if standing.warns else "", by=by.somebody, at=by.at
        )
