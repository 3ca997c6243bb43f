"""The app of meetings."""

from django.apps import AppConfig


class Meetings(AppConfig):
    name = "paramountcy.web.guidance.meetings"
    label = "meetings"
    verbose_name = "meetings"

    def ready(self) -> None:
        from paramountcy.web.guidance.groups.policies import Business
        from paramountcy.web.guidance.meetings.models import Item, Meeting, Paper

        above = ("meeting__circle", "meeting__group__circle")
        Business(
            "meeting", "meeting", Meeting, page="meetings:meeting", group="group", circles=("circle", "group__circle")
        ).register()
        Business("item", "item", Item, group="meeting__group", circles=("circle", *above)).register()
        Business("paper", "paper", Paper, group="meeting__group", circles=("circle", "item__circle", *above)).register()
