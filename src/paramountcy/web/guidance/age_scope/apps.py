"""The app of provisions and the ages at which they hold."""

from django.apps import AppConfig


class AgeScope(AppConfig):
    name = "paramountcy.web.guidance.age_scope"
    label = "age_scope"
    verbose_name = "age scope to 25"

    def ready(self) -> None:
        from paramountcy.web.guidance.age_scope.models import Provision
        from paramountcy.web.guidance.groups.policies import Business, takes_part
        from paramountcy.web.kit.navigation import add

        Business("provision", "provision", Provision).register()
        add("To 25", "age_scope:register", shown=takes_part)
