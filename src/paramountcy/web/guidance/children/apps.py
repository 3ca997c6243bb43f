"""The app of the children and young people's versions."""

from django.apps import AppConfig


class Children(AppConfig):
    name = "paramountcy.web.guidance.children"
    label = "children"
    verbose_name = "children and young people's versions"

    def ready(self) -> None:
        from django.urls import reverse

        from paramountcy.web.access.roles import Duty
        from paramountcy.web.guidance.children.adult import text_of
        from paramountcy.web.guidance.children.models import Version
        from paramountcy.web.guidance.children.notes import notes_text
        from paramountcy.web.guidance.children.reads import KIND
        from paramountcy.web.guidance.groups.citations import leads_to
        from paramountcy.web.guidance.groups.policies import Business
        from paramountcy.web.kit.navigation import add

        Business(
            KIND, "version for children", Version, page="children:version", group="group",
            circles=("circle", "group__circle"),
        ).register()  # fmt: skip
        leads_to(KIND, lambda cited: reverse("children:version", args=[cited.steps[0]]))
        text_of("meeting", notes_text)
        add("For children", "children:versions", shown=lambda access: bool(access.may_do(Duty.RUN_GROUPS)))
