"""The app of the worries about a child."""

from django.apps import AppConfig


class Worries(AppConfig):
    name = "paramountcy.web.guidance.worries"
    label = "worries"
    verbose_name = "worries about a child"

    def ready(self) -> None:
        from django.core.checks import register

        from paramountcy.web.access.reads import WAITING
        from paramountcy.web.access.records import Guard, guard
        from paramountcy.web.access.roles import Duty
        from paramountcy.web.guidance.groups.disclosures import own_lines_can_be_read
        from paramountcy.web.guidance.worries import policies, reads
        from paramountcy.web.guidance.worries.models import Worry
        from paramountcy.web.kit.navigation import add

        guard(Guard("worry", "worry about a child", Worry, page="worries:worry", rules=policies.ForDuty()))
        guard(Guard("worry_receipt", "receipt", Worry, page="worries:receipt", rules=policies.ForSender()))
        add("Worries", "worries:inbox", shown=lambda access: bool(access.may_do(Duty.ANSWER_WORRIES)))
        register(own_lines_can_be_read)
        if reads.waiting not in WAITING:
            WAITING.append(reads.waiting)
