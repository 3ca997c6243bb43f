"""The app of the reading of notes."""

from django.apps import AppConfig


class Reading(AppConfig):
    name = "paramountcy.web.guidance.reading"
    label = "reading"
    verbose_name = "reading of notes"

    def ready(self) -> None:
        from paramountcy.web.access.roles import Duty
        from paramountcy.web.guidance.groups.policies import Business
        from paramountcy.web.guidance.reading.models import SourceDocument
        from paramountcy.web.kit.navigation import add

        Business(
            "source_document",
            "file of notes",
            SourceDocument,
            page="reading:document",
            for_those_who_run=True,
            circles=("circle", "group__circle", "meeting__circle", "meeting__group__circle"),
        ).register()
        add("Read notes", "reading:documents", shown=lambda access: bool(access.may_do(Duty.RUN_GROUPS)))
