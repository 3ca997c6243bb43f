"""The app of the recommendations and response."""

from django.apps import AppConfig


class Recommendations(AppConfig):
    name = "paramountcy.web.guidance.recommendations"
    label = "recommendations"
    verbose_name = "recommendations and response"

    def ready(self) -> None:
        from django.urls import reverse

        from paramountcy.web.guidance.children.adult import text_of
        from paramountcy.web.guidance.groups.citations import leads_to
        from paramountcy.web.guidance.groups.lists import room
        from paramountcy.web.guidance.groups.policies import Business, takes_part
        from paramountcy.web.guidance.meetings.carrying import carries
        from paramountcy.web.guidance.recommendations.adult import response_text
        from paramountcy.web.guidance.recommendations.models import Recommendation, Report
        from paramountcy.web.guidance.recommendations.points import not_reached
        from paramountcy.web.kit.navigation import add

        above = ("circle", "group__circle")
        Business("report", "report", Report, page="recommendations:report", group="group", circles=above).register()
        Business(
            "recommendation", "recommendation", Recommendation, page="recommendations:recommendation",
            group="report__group", circles=("circle", *(f"report__{one}" for one in above)),
        ).register()  # fmt: skip
        for kind in ("report", "response"):
            leads_to(kind, lambda cited: reverse("recommendations:report", args=[cited.steps[0]]))
        leads_to("recommendation", lambda cited: reverse("recommendations:recommendation", args=[cited.steps[0]]))
        text_of("response", response_text)
        says = "what is recommended to it, what it said, and what became of it"
        room("Recommendations", says, lambda group: reverse("recommendations:reports"))
        carries("recommendations not reached", not_reached)
        add("Recommendations", "recommendations:reports", shown=takes_part)
