"""The app of what is published."""

from django.apps import AppConfig


class Publishing(AppConfig):
    name = "paramountcy.web.guidance.publishing"
    label = "publishing"
    verbose_name = "publishing register"

    def ready(self) -> None:
        from django.urls import reverse

        from paramountcy.web.access.reads import WAITING
        from paramountcy.web.access.roles import Duty
        from paramountcy.web.guidance.groups.citations import leads_to
        from paramountcy.web.guidance.groups.policies import Business
        from paramountcy.web.guidance.meetings.withheld import stops, withholds
        from paramountcy.web.guidance.publishing import reads, sources
        from paramountcy.web.guidance.publishing.models import Document, Withheld
        from paramountcy.web.kit.navigation import add

        Business(
            "published-document", "document", Document, page="publishing:document", group="group",
            circles=("circle", "group__circle"),
        ).register()  # fmt: skip
        Business(
            "withheld-name", "withheld name", Withheld, for_those_who_run=True,
            circles=("meeting__circle", "meeting__group__circle", "document__circle", "document__group__circle"),
        ).register()  # fmt: skip
        add("Publishing", "publishing:desk", shown=lambda access: bool(access.may_do(Duty.RUN_GROUPS)))
        leads_to("published-document", lambda cited: reverse("publishing:document", args=[cited.steps[0]]))
        withholds(reads.names_of_meeting)
        stops(reads.to_look_at_in_notes)
        sources.register_all()
        if reads.waiting not in WAITING:
            WAITING.append(reads.waiting)
