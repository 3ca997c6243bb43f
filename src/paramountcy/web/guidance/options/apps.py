"""The app of the options and open decisions."""

from django.apps import AppConfig


class Options(AppConfig):
    name = "paramountcy.web.guidance.options"
    label = "options"
    verbose_name = "options and open decisions"

    def ready(self) -> None:
        from django.urls import reverse

        from paramountcy.web.guidance.groups.citations import leads_to
        from paramountcy.web.guidance.groups.lists import room
        from paramountcy.web.guidance.groups.policies import Business, takes_part
        from paramountcy.web.guidance.meetings.carrying import carries
        from paramountcy.web.guidance.options.models import Question
        from paramountcy.web.guidance.options.reads import coming_back, page_of
        from paramountcy.web.kit.navigation import add

        Business(
            "question",
            "question",
            Question,
            page="options:question",
            group="group",
            circles=("circle", "group__circle"),
        ).register()
        room(
            "Open decisions",
            "questions with their options, risks and outcomes",
            lambda group: f"{reverse('options:questions')}?group={group.ref}",
        )
        leads_to("question", lambda cited: page_of("options:question", cited))
        carries("questions that return", coming_back)
        add("Open decisions", "options:questions", shown=takes_part)
