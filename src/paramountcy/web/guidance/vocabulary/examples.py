"""An example for the demo: who does what in an imagined area, a term that it decided on, and a word explained."""

from paramountcy.web.access.asking import Access
from paramountcy.web.guidance.groups.models import OrganisationName
from paramountcy.web.guidance.vocabulary import actions
from paramountcy.web.guidance.vocabulary.models import Status

AREA = "Applemere"
WHO = (
    ("local authority", "Applemere Council"),
    ("police", "Applemere and Dales Police"),
    ("integrated care board", "Applemere Community Health"),
)


def imagine(by: Access) -> None:
    """The three safeguarding partners of an area, as far as they are among the organisations; a term; a word."""
    for function, name in WHO:
        found = OrganisationName.objects.filter(name=name).select_related("organisation").first()
        if found:
            actions.hold(by=by, area=AREA, function=function, organisation=found.organisation, source="Imagined")
    actions.avoid(
        by=by, term="disengaged", preferred="say what was offered, and what the person said or did",
        other_forms="disengage|disengages|disengagement", status=Status.HOUSE, who="Partnership executive (imagined)",
        why="It blames the person and hides what the service did.", from_day=actions.today(by),
    )  # fmt: skip
    actions.explain(
        by=by, word="Child-centred", meaning="An approach in which the welfare of the child is paramount",
        who="Partnership executive (imagined)", source="Children Act 1989, section 1(1)",
    )  # fmt: skip
