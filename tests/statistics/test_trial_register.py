"""The register: what a sound plan is, what its seal proves, and what changed after the start."""

import json
from dataclasses import replace
from datetime import date

import pytest

from paramountcy.statistics.trial_file import as_json, read_register, trials_of
from paramountcy.statistics.trial_plan import Analysis, Dispensation, Outcome, Plan, changes, problems
from paramountcy.statistics.trial_register import RegisterFault, Seal, Standing, Trial

TOML = """
[[trial]]
name = "Flexible assessment"
question = "Do children wait longer where the timescale is set aside?"
level = "authority"
readiness = "readiness/2027/3"
comparators = ["E09000019", "E09000012"]
dispensation = [
    { body = "E09000033", requirement = "45 working days", from = 2027-04-01, to = 2028-03-31 },
    { body = "E09000032", requirement = "45 working days", from = 2027-09-01, to = 2028-03-31 },
]
outcome = [
    { indicator = "restricted_mean_45", role = "primary", better = "lower" },
    { indicator = "re_referrals", role = "guard", better = "lower", margin = 0.02 },
]

[trial.analysis]
every = "month"
before = 12
after = 12
strata = { E09000033 = "inner", E09000032 = "outer", E09000019 = "inner", E09000012 = "outer" }
"""


@pytest.fixture
def trial(tmp_path) -> Trial:
    path = tmp_path / "register.toml"
    path.write_text(TOML, encoding="utf-8")
    (found,) = read_register(path)
    return found


def test_a_register_is_read(trial):
    plan = trial.plan
    assert plan.start == date(2027, 4, 1)
    assert plan.bodies == ("E09000032", "E09000033")
    assert plan.outcomes[1] == Outcome("re_referrals", "guard", "lower", 0.02)
    assert problems(plan) == []


def test_the_hash_is_of_the_meaning_not_of_the_order(trial):
    plan = trial.plan
    turned = replace(
        plan,
        comparators=plan.comparators[::-1],
        outcomes=plan.outcomes[::-1],
        dispensations=plan.dispensations[::-1],
        analysis=replace(plan.analysis, strata=plan.analysis.strata[::-1]),
    )
    assert turned.hash == plan.hash
    assert turned.seed == plan.seed
    assert changes(plan, turned) == []
    assert replace(plan, question="Another?").hash != plan.hash


def test_anybody_can_work_the_hash_out_again(trial):
    canonical = trial.plan.canonical()
    assert json.loads(canonical)["dispensations"][0]["start"] == "2027-09-01"
    assert json.dumps(json.loads(canonical), sort_keys=True, separators=(",", ":"), ensure_ascii=False) == canonical


def test_what_is_written_reads_back_equal(trial):
    sealed = trial.seal(on=date(2027, 3, 1), by="A. Person")
    assert trials_of(json.loads(as_json([sealed]))) == (sealed,)


def test_a_plan_sealed_before_the_start_and_unchanged_is_sound(trial):
    sealed = trial.seal(on=date(2027, 3, 1), by="A. Person")
    assert sealed.standing(date(2028, 1, 1)) is Standing.SOUND
    assert sealed.says(date(2028, 1, 1)) == (
        "The plan was sealed on 1 March 2027, before the start on 1 April 2027, and is unchanged."
    )


def test_a_plan_never_sealed_or_sealed_late_says_so(trial):
    assert trial.standing(date(2027, 1, 1)) is Standing.NEVER
    assert "never sealed" in trial.says(date(2027, 1, 1))
    late = trial.seal(on=date(2027, 4, 1), by="A. Person")
    assert late.standing(date(2028, 1, 1)) is Standing.LATE
    assert "not before the start on 1 April 2027" in late.says(date(2028, 1, 1))


def test_a_change_after_the_start_is_found_even_when_it_is_sealed(trial):
    sealed = trial.seal(on=date(2027, 3, 1), by="A. Person")
    outcomes = (sealed.plan.outcomes[0], Outcome("other", "guard", "lower", 1))
    changed = replace(sealed, plan=replace(sealed.plan, outcomes=outcomes))
    assert changed.standing(date(2027, 3, 20)) is Standing.CHANGED_BEFORE
    assert "Seal it again before the start" in changed.says(date(2027, 3, 20))
    assert changed.standing(date(2027, 5, 1)) is Standing.CHANGED_AFTER
    again = changed.seal(on=date(2027, 5, 1), by="A. Person")
    assert again.standing(date(2027, 6, 1)) is Standing.CHANGED_AFTER
    assert "changed after the start" in again.says(date(2027, 6, 1))
    in_time = changed.seal(on=date(2027, 3, 20), by="A. Person")
    assert in_time.standing(date(2027, 6, 1)) is Standing.SOUND


def test_moving_the_start_does_not_make_a_late_seal_early(trial):
    sealed = trial.seal(on=date(2027, 3, 1), by="A. Person")
    later = tuple(replace(one, start=date(2027, 9, 1)) for one in sealed.plan.dispensations)
    moved = replace(sealed, plan=replace(sealed.plan, dispensations=later)).seal(on=date(2027, 6, 1), by="A. Person")
    assert moved.start == date(2027, 4, 1)
    assert moved.standing(date(2027, 10, 1)) is Standing.CHANGED_AFTER


def test_a_seal_needs_a_sound_plan_a_name_and_its_true_day(trial):
    with pytest.raises(RegisterFault, match="Say who seals the plan"):
        trial.seal(on=date(2027, 3, 1), by=" ")
    with pytest.raises(RegisterFault, match="no guard outcome"):
        replace(trial, plan=replace(trial.plan, outcomes=trial.plan.outcomes[:1])).seal(on=date(2027, 3, 1), by="A")
    with pytest.raises(RegisterFault, match="can't be dated back"):
        trial.seal(on=date(2027, 3, 1), by="A").seal(on=date(2027, 2, 1), by="A")


def test_what_changed_is_told(trial):
    plan = trial.plan
    now = replace(
        plan,
        comparators=("E09000012", "E09000007"),
        analysis=replace(plan.analysis, after=6),
        outcomes=plan.outcomes[1:],
        dispensations=plan.dispensations[:1],
    )
    assert changes(plan, now) == [
        "The analysis was changed from every month, before 12, after 12, draws 9999, confidence 0.95, 4 in strata to "
        "every month, before 12, after 6, draws 9999, confidence 0.95, 4 in strata.",
        "The dispensation E09000032: 45 working days (2027-09-01 to 2028-03-31) was taken out.",
        "The comparator E09000019 was taken out.",
        "The comparator E09000007 was put in.",
        "The outcome restricted_mean_45 (primary, better lower) was taken out.",
    ]


def test_a_plan_that_tests_nothing_is_told_all_at_once():
    plan = Plan(
        name="",
        question="Why?",
        level="ward",
        readiness=" ",
        dispensations=(
            Dispensation("A", "45 days", date(2027, 4, 1), date(2027, 3, 1)),
            Dispensation("A", "", date(2027, 4, 1), date(2027, 5, 1)),
            Dispensation("B", "x", date(2027, 4, 1), date(2027, 6, 1)),
            Dispensation("B", "x", date(2027, 5, 1), date(2027, 7, 1)),
        ),
        comparators=("A",),
        outcomes=(Outcome("re_referrals", "guard", "neither"), Outcome("seen", "judge", "lower")),
        analysis=Analysis("fortnight", 0, 1, draws=99, confidence=95, strata=(("A", "x"),)),
    )
    assert problems(plan) == [
        "The plan has no name.",
        "The level 'ward' is not known: use authority or team.",
        "There is no readiness statement: say how children stay safe while the requirement is set aside.",
        "A: the last day (2027-03-01) lies before the first (2027-04-01).",
        "A dispensation needs both a body and the requirement it sets aside.",
        "The dispensation B, x is there twice.",
        "A trial needs at least two comparators, chosen before it starts.",
        "A can't be both in the trial and a comparator.",
        "There is no primary outcome: say beforehand what the trial will be judged by.",
        "The guard outcome re_referrals needs a margin above 0: by how much worse would matter?",
        "The guard outcome re_referrals needs a direction: which is worse, higher or lower?",
        "The role 'judge' is not known: use primary or guard.",
        "The period 'fortnight' is not known: use week or month or quarter or year.",
        "The analysis needs at least one period before the start and one from it on.",
        "99 draws of chance are too few: use at least 999.",
        "A confidence of 95 is none: give a number such as 0.95.",
        "B have no stratum: give each body one, or none to any.",
    ]
    empty = replace(plan, dispensations=())
    assert any(sentence.startswith("Nothing is set aside") for sentence in problems(empty))


def test_a_plan_becomes_a_design(trial):
    design = trial.design(lambda day: day.year * 12 + day.month)
    assert design.treated == {"E09000033": 2027 * 12 + 4, "E09000032": 2027 * 12 + 9}
    assert design.comparators == ("E09000012", "E09000019")
    assert (design.before, design.after) == (12, 12)
    assert design.strata["E09000019"] == "inner"


def test_every_fault_of_a_file_is_named_at_once():
    row = {
        "name": 3,
        "colour": "red",
        "comparators": "E09000019",
        "dispensation": [{"body": "A", "requirement": "x", "from": "1 April", "to": "2027-05-01"}],
        "outcome": {"indicator": "x"},
        "analysis": {"every": "month", "before": 1.5, "after": True, "strata": ["x"]},
        "sealed": [{"on": "2027-03-01", "by": "A", "hash": 5, "start": "2027-04-01"}],
    }
    with pytest.raises(RegisterFault) as fault:
        trials_of({"trial": [row, 5]})
    told = " ".join(fault.value.sentences)
    for part in (
        "colour is not known here",
        "comparators is not a list of codes",
        "name is not text",
        "question is missing",
        "from is not a day: write it like 2027-04-01",
        "outcome is not a list of tables",
        "before is not a whole number",
        "after is not a number",
        "strata is not a table",
        "sealed 1: hash is not text",
        "Trial 2 is not a table",
    ):
        assert part in told


def test_a_missing_analysis_or_dispensation_is_a_sentence():
    with pytest.raises(RegisterFault, match="analysis is missing"):
        trials_of({"trial": [{"name": "x", "question": "x", "level": "team", "readiness": "x"}]})
    with pytest.raises(RegisterFault, match="nothing is set aside"):
        trials_of({"trial": [{"name": "x", "analysis": {}}]})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.toml", b"[[trial"),
        ("x.json", b"{"),
        ("x.json", b'{"trial": [], "trial": []}'),
        ("x.json", b"\xff\xfe"),
        ("x.json", b"[" * 100_000),
        ("x.json", b"[]"),
        ("x.json", b'{"trial": [{"analysis": {"before": NaN}}]}'),
    ],
)
def test_a_file_that_is_no_register_is_a_sentence(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RegisterFault):
        read_register(tmp_path / name)


def test_two_trials_of_one_name_are_refused(trial):
    with pytest.raises(RegisterFault, match="Two trials are called Flexible assessment"):
        trials_of(json.loads(as_json([trial, trial])))


def test_seals_are_kept_in_order_of_time(trial):
    seals = [Seal(date(2027, 3, day), "A", "x", date(2027, 4, 1)) for day in (9, 2)]
    (found,) = trials_of(json.loads(as_json([replace(trial, seals=tuple(seals))])))
    assert [seal.on.day for seal in found.seals] == [2, 9]
