"""The app of joint programmes."""

from django.apps import AppConfig


class Programmes(AppConfig):
    name = "paramountcy.web.guidance.programmes"
    label = "programmes"
    verbose_name = "joint programmes"

    def ready(self) -> None:
        from django.urls import reverse

        from paramountcy.web.guidance.groups.citations import leads_to
        from paramountcy.web.guidance.groups.lists import room
        from paramountcy.web.guidance.groups.policies import Business, takes_part
        from paramountcy.web.guidance.programmes.models import Event, Programme
        from paramountcy.web.guidance.programmes.reads import page_of
        from paramountcy.web.kit.navigation import add

        Business(
            "programme", "programme", Programme, page="programmes:programme", group="group",
            circles=("circle", "group__circle"),
        ).register()  # fmt: skip
        Business("event", "event", Event, page="programmes:event", circles=("circle",)).register()
        room(
            "Joint programmes",
            "work with other bodies, and the events that it waits for",
            lambda group: f"{reverse('programmes:programmes')}?group={group.ref}",
        )
        leads_to("programme", page_of("programmes:programme"))
        leads_to("event", page_of("programmes:event"))
        add("Programmes", "programmes:programmes", shown=takes_part)
