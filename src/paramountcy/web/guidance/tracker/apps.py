"""The app of the actions, decisions and updates."""

from django.apps import AppConfig


class Tracker(AppConfig):
    name = "paramountcy.web.guidance.tracker"
    label = "tracker"
    verbose_name = "actions, decisions and updates"

    def ready(self) -> None:
        from django.urls import reverse

        from paramountcy.web.guidance.groups.citations import leads_to
        from paramountcy.web.guidance.groups.lists import room
        from paramountcy.web.guidance.groups.policies import Business, takes_part
        from paramountcy.web.guidance.meetings.carrying import carries, ends
        from paramountcy.web.guidance.meetings.extract import extracts
        from paramountcy.web.guidance.meetings.marking import when_marked
        from paramountcy.web.guidance.meetings.models import Mark
        from paramountcy.web.guidance.tracker import carrying
        from paramountcy.web.guidance.tracker.models import Action, Decision
        from paramountcy.web.kit.navigation import add

        above = (
            *("circle", "group__circle", "meeting__circle", "item__circle"),
            *("line__circle", "line__parent__circle", "line__parent__parent__circle"),
        )
        Business(
            "action",
            "action",
            Action,
            page="tracker:action",
            group="group",
            circles=(*above, "due_group__circle"),
            owners=("person__user",),
        ).register()
        Business("decision", "decision", Decision, page="tracker:decision", group="group", circles=above).register()
        add("Actions", "tracker:actions", shown=takes_part)
        room(
            "Actions and decisions",
            "what was taken on and decided, and what became of it",
            lambda group: reverse("tracker:of_group", args=[group.ref]),
        )
        leads_to("action", lambda cited: reverse("tracker:action", args=[cited.steps[0]]))
        leads_to("decision", lambda cited: reverse("tracker:decision", args=[cited.steps[0]]))
        carries("open actions", carrying.open_actions)
        carries("decisions left open", carrying.questions_that_return)
        ends("action", carrying.action_is_over)
        ends("decision", carrying.question_is_over)
        extracts("actions and decisions", carrying.rows_of)
        when_marked(Mark.ACTION, carrying.form_of_an_action)
        when_marked(Mark.DECISION, carrying.form_of_a_decision)
