"""The app of the register of practice guidance."""

from django.apps import AppConfig


class Guides(AppConfig):
    name = "paramountcy.web.guidance.guides"
    label = "guides"
    verbose_name = "practice guidance"

    def ready(self) -> None:
        from paramountcy.web.guidance.groups.citations import leads_to
        from paramountcy.web.guidance.groups.policies import Business, takes_part
        from paramountcy.web.guidance.guides.models import Comparison, Guide, Overlap, Passage
        from paramountcy.web.guidance.guides.reads import page_of
        from paramountcy.web.kit.navigation import add

        both = ("first__guide__circle", "second__guide__circle")
        Business("guide", "guide", Guide, page="guides:guide", circles=("circle",)).register()
        Business("overlap", "overlap of guides", Overlap, page="guides:overlap", circles=both).register()
        Business(
            "passage", "dropped passage", Passage, page="guides:passage", circles=("circle", "comparison__circle")
        ).register()
        Business(
            "comparison", "comparison of texts", Comparison, page="guides:comparison", circles=("circle",)
        ).register()
        for kind in ("guide", "passage"):
            leads_to(kind, page_of(f"guides:{kind}"))
        add("Practice guidance", "guides:guides", shown=takes_part)
