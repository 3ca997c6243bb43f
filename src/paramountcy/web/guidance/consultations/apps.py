"""The app of consultations."""

from django.apps import AppConfig


class Consultations(AppConfig):
    name = "paramountcy.web.guidance.consultations"
    label = "consultations"
    verbose_name = "consultations and events"

    def ready(self) -> None:
        from django.urls import reverse

        from paramountcy.web.access.reads import WAITING
        from paramountcy.web.guidance.children.adult import text_of
        from paramountcy.web.guidance.consultations import reads
        from paramountcy.web.guidance.consultations.models import Consultation, Response
        from paramountcy.web.guidance.groups.citations import leads_to
        from paramountcy.web.guidance.groups.disclosures import can_be_handed_on
        from paramountcy.web.guidance.groups.policies import Business, takes_part
        from paramountcy.web.kit.navigation import add

        Business(
            "consultation", "consultation", Consultation, page="consultations:consultation", group="group",
            circles=("circle", "group__circle"),
        ).register()  # fmt: skip
        Business(
            "consultation-response", "response", Response, page="consultations:response", for_those_who_run=True,
            circles=("consultation__circle", "consultation__group__circle"),
        ).register()  # fmt: skip
        add("Consultations", "consultations:consultations", shown=takes_part)
        leads_to("consultation", lambda cited: reverse("consultations:consultation", args=[cited.steps[0]]))
        leads_to("consultation-response", lambda cited: reverse("consultations:response", args=[cited.steps[0]]))
        can_be_handed_on("consultation-response", reads.passage)
        text_of("consultation", reads.adult_text)
        if reads.waiting not in WAITING:
            WAITING.append(reads.waiting)
