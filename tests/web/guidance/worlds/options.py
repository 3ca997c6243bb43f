"""A question with an option, a reason, a risk that is answered, a view, and an outcome with something owed."""

from datetime import date

from paramountcy.web.guidance.options.models import (
    Answer,
    AnswerKind,
    Argument,
    Lever,
    Option,
    Outcome,
    Owed,
    Question,
    Result,
    Risk,
    Side,
    Stance,
    Standing,
    View,
)

PAGES = ("question", "change", "docx", "pdf", "add_option", "add_risk", "add_view", "record")
DAY = date(2026, 3, 2)


def refs(partnership, circle):
    question = Question.objects.create(
        group=partnership.group, title="Where shall the Whooper swans go?", why_now="Winter.", raised_on=DAY,
        circle=circle,
    )  # fmt: skip
    option = Option.objects.create(question=question, order=1, title="Whooper weir", lever=Lever.NONE)
    Argument.objects.create(option=option, side=Side.FOR, text="Whooper swans like it.")
    risk = Risk.objects.create(question=question, text="Whooper ice.")
    Answer.objects.create(
        risk=risk, kind=AnswerKind.ACCEPTED, text="Whooper patience.", standing=Standing.AGREED, on=DAY
    )
    view = View.objects.create(question=question, stance=Stance.ASKS, text="Are there Whooper swans?")
    outcome = Outcome.objects.create(
        question=question, result=Result.DEFERRED, on=DAY, who="Whooper group", reason="Later.",
        returns_on=date(2026, 4, 2),
    )  # fmt: skip
    owed = Owed.objects.create(outcome=outcome, text="A Whooper paper", who="the warden")
    ours = dict.fromkeys(
        ("question", "change", "docx", "pdf", "add_option", "add_risk", "add_view", "record"), question.ref
    )
    of_option = dict.fromkeys(("change_option", "drop_option", "add_argument"), option.ref)
    return {
        **ours, **of_option, "answer_risk": risk.ref, "owe": outcome.ref, "give": owed.ref, "found": question.ref,
        "strike": {"part": "view", "ref": view.ref},
    }  # fmt: skip


ONLY_POST = ("search", "strike")
