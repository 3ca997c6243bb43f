"""The app of terms, roles and duties."""

from django.apps import AppConfig


class Vocabulary(AppConfig):
    name = "paramountcy.web.guidance.vocabulary"
    label = "vocabulary"
    verbose_name = "terms, roles and duties"

    def ready(self) -> None:
        from paramountcy.web.guidance.groups.policies import Business, takes_part
        from paramountcy.web.guidance.vocabulary.models import AvoidedTerm, Holder, OwnDuty, SetAside, Word
        from paramountcy.web.kit.navigation import add

        Business("avoided-term", "term to avoid", AvoidedTerm).register()
        Business("set-aside", "term set aside", SetAside).register()
        Business("word", "word of the glossary", Word).register()
        Business("holder", "body in an area", Holder).register()
        Business("duty", "duty", OwnDuty).register()
        add("Words and duties", "vocabulary:glossary", shown=takes_part)
