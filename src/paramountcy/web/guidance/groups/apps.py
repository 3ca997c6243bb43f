"""The app of groups, their seats and those who hold them."""

from django.apps import AppConfig


class Groups(AppConfig):
    name = "paramountcy.web.guidance.groups"
    label = "groups"
    verbose_name = "groups"

    def ready(self) -> None:
        from paramountcy.web.guidance.groups.models import Circle, Group, Organisation, Person
        from paramountcy.web.guidance.groups.policies import Business, takes_part
        from paramountcy.web.kit.navigation import add

        Business("group", "group", Group, page="groups:group", group="pk", circles=("circle",)).register()
        Business("person", "person", Person, page="groups:person", for_those_who_run=True, owners=("user",)).register()
        Business("organisation", "organisation", Organisation, page="groups:organisation").register()
        Business("circle", "circle of names", Circle, page="groups:circle", circles=("pk",)).register()
        add("Groups", "groups:groups", shown=takes_part)
