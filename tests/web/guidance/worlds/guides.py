"""Two guides whose texts are alike, a passage that was dropped, and the texts that were compared."""

from datetime import date

from paramountcy.web.guidance.guides.models import (
    Alike,
    Comparison,
    Fate,
    Guide,
    HandOver,
    Involved,
    Overlap,
    OwnerKind,
    Passage,
    Text,
)
from tests.web.guidance.conftest import organisation

DAY = date(2026, 3, 2)
WORDS = "Whooper swans are counted at the weir in the morning before anybody is there."
OF_A_GUIDE = ("guide", "change", "text", "give_text", "compare_on", "quality", "supersede", "withdraw", "public_guide")


def refs(partnership, circle):
    owner = organisation("Weir wardens")
    said = {"owner": owner, "owner_kind": OwnerKind.CHARITY, "children": Involved.NO, "published": True}
    guide = Guide.objects.create(title="Counting Whooper swans", circle=circle, **said)
    other = Guide.objects.create(title="Counting swans", **said)
    texts = [Text.objects.create(guide=one, text=WORDS, on=DAY, digest="0" * 64) for one in (other, guide)]
    overlap = Overlap.objects.create(first=texts[1], second=texts[0], highest=1, pairs=1, threshold=0.5)
    Alike.objects.create(
        overlap=overlap, first_start=0, first_end=len(WORDS), second_start=0, second_end=len(WORDS), likeness=1
    )
    compared = Comparison.objects.create(
        title="The Whooper book", old=WORDS, new="Nothing.", on=DAY, threshold=0.5, circle=circle
    )
    passage = Passage.objects.create(
        source="The Whooper book", text=WORDS, dropped_on=DAY, comparison=compared, circle=circle
    )
    HandOver.objects.create(passage=passage, fate=Fate.TAKEN, owner=owner, guide=guide, on=DAY)
    return {
        **dict.fromkeys(OF_A_GUIDE, guide.ref), "found": guide.ref, "overlap": overlap.ref, "judge": overlap.ref,
        "passage": passage.ref, "hand_over": passage.ref, "comparison": compared.ref,
    }  # fmt: skip


ONLY_POST = ("search", "compare_on")
