"""The app that says who may see and do what, and who did."""

from django.apps import AppConfig


class Access(AppConfig):
    name = "paramountcy.web.access"
    label = "access"
    verbose_name = "access"

    def ready(self) -> None:
        from paramountcy.web.access.roles import Duty
        from paramountcy.web.access.signing_in.second_factor import listen
        from paramountcy.web.kit.navigation import add

        listen()
        add("Your work", "access:first", shown=lambda access: True)
        add("People", "access:people", shown=lambda access: bool(access.may_do(Duty.MANAGE_PEOPLE)))
        add("Bodies and teams", "access:bodies", shown=lambda access: bool(access.may_do(Duty.MANAGE_BODIES)))
        add("Terms", "access:terms", shown=lambda access: bool(access.may_do(Duty.MANAGE_TERMS)))
        add("Closed records", "access:restrictions", shown=lambda access: bool(access.may_do(Duty.AGREE_RESTRICTED)))
        add("Broken glass", "access:glass", shown=lambda access: bool(access.may_do(Duty.REVIEW_BROKEN_GLASS)))
        add("The log", "access:audit", shown=lambda access: bool(access.may_do(Duty.SEE_AUDIT)))
