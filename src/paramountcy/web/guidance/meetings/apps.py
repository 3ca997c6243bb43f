"""The app of meetings."""

from django.apps import AppConfig
from django.urls import reverse

from paramountcy.terms.citation import Citation


class Meetings(AppConfig):
    name = "paramountcy.web.guidance.meetings"
    label = "meetings"
    verbose_name = "meetings"

    def ready(self) -> None:
        from paramountcy.web.guidance.groups.citations import leads_to
        from paramountcy.web.guidance.groups.lists import room
        from paramountcy.web.guidance.groups.policies import Business, takes_part
        from paramountcy.web.guidance.meetings.carrying import carries
        from paramountcy.web.guidance.meetings.models import Item, Line, Meeting, Paper
        from paramountcy.web.guidance.meetings.not_reached import not_reached
        from paramountcy.web.kit.navigation import add

        above = ("meeting__circle", "meeting__group__circle")
        Business(
            "meeting", "meeting", Meeting, page="meetings:meeting", group="group", circles=("circle", "group__circle")
        ).register()
        Business("item", "item", Item, group="meeting__group", circles=("circle", *above)).register()
        Business("paper", "paper", Paper, group="meeting__group", circles=("circle", "item__circle", *above)).register()
        of_lines = ("circle", "parent__circle", "parent__parent__circle", "item__circle")
        Business(
            "line",
            "line of notes",
            Line,
            group="item__meeting__group",
            circles=(*of_lines, *(f"item__{one}" for one in above)),
        ).register()
        carries("items not reached", not_reached)
        leads_to("meeting", _page_of)
        room("Meetings", "agendas, who was there, notes and papers", lambda group: reverse(OF_GROUP, args=[group.ref]))
        add("Meetings", "meetings:meetings", shown=takes_part)


OF_GROUP, MEETING, NOTES = "meetings:of_group", "meetings:meeting", "meetings:notes"


def _page_of(cited: Citation) -> str:
    """Where a citation of a meeting leads: to the line of its notes, where it names one."""
    ref = cited.steps[0]
    return f"{reverse(NOTES, args=[ref])}#{cited.at}" if cited.at else reverse(MEETING, args=[ref])
