"""The app of the drafting of guidance."""

from django.apps import AppConfig


class Drafting(AppConfig):
    name = "paramountcy.web.guidance.drafting"
    label = "drafting"
    verbose_name = "drafting of guidance"

    def ready(self) -> None:
        from django.urls import reverse

        from paramountcy.web.guidance.children.adult import text_of
        from paramountcy.web.guidance.drafting.adult import guidance_text
        from paramountcy.web.guidance.drafting.models import Chapter, Comment, Guidance
        from paramountcy.web.guidance.drafting.reads import passage
        from paramountcy.web.guidance.groups.citations import leads_to
        from paramountcy.web.guidance.groups.disclosures import can_be_handed_on
        from paramountcy.web.guidance.groups.lists import room
        from paramountcy.web.guidance.groups.policies import Business, takes_part
        from paramountcy.web.kit.navigation import add

        above = ("guidance__circle", "guidance__group__circle")
        Business(
            "guidance", "guidance document", Guidance, page="drafting:document", group="group",
            circles=("circle", "group__circle"), owners=("lead",),
        ).register()  # fmt: skip
        Business(
            "chapter", "chapter", Chapter, page="drafting:chapter", group="guidance__group", circles=above,
            owners=("guidance__lead",),
        ).register()  # fmt: skip
        Business(
            "comment", "comment on a draft", Comment, page="drafting:comment", group="chapter__guidance__group",
            circles=("circle", *(f"chapter__{one}" for one in above)), owners=("chapter__guidance__lead",),
        ).register()  # fmt: skip
        leads_to("guidance", lambda cited: reverse("drafting:document", args=[cited.steps[0]]))
        leads_to("chapter", lambda cited: reverse("drafting:chapter", args=[cited.steps[0]]))
        leads_to("comment", lambda cited: reverse("drafting:comment", args=[cited.steps[0]]))
        can_be_handed_on("comment", passage)
        text_of("guidance", guidance_text)
        room("Drafting", "guidance in the making", lambda group: reverse("drafting:documents"))
        add("Drafting", "drafting:documents", shown=takes_part)
