"""One of each thing that an area decides of its words. None is ever confidential: both worlds are the same."""

from paramountcy.web.guidance.vocabulary.models import AvoidedTerm, Holder, OwnDuty, SetAside, Word
from tests.web.conftest import LONG_AGO
from tests.web.guidance.conftest import organisation


def refs(partnership, circle):
    del circle
    said = {"who": "The executive", "from_day": LONG_AGO}
    term = AvoidedTerm.objects.create(term="swanning", forms="swanning", preferred="resting", why="It is rude", **said)
    word = Word.objects.create(word="swan", meaning="A bird", **said)
    holder = Holder.objects.create(area="Ambleford", function="police", organisation=organisation("Vale Police"))
    return {
        "end_term": term.ref,
        "set_aside": {"number": 0},
        "take_up": SetAside.objects.create(term="protect from harm", why="Ours", **said).ref,
        "end_word": word.ref,
        "end_holder": holder.ref,
        "end_duty": OwnDuty.objects.create(who="police", duty="Rest", law="Swans Act 1999").ref,
    }


ONLY_POST = ("end_term", "take_up", "end_word", "end_duty")
