"""What returns say differently of one child is a finding, in a sentence, and changes nothing by itself."""

import polars as pl
import pytest

from paramountcy.record import from_cin
from paramountcy.record.disagreements import SENTENCES
from tests.record.made import assessment, child, day, filing, plan, referral, row, standing

FIRST, SECOND, THIRD = "2022-23", "2023-24", "2024-25"


def found(*filings) -> list[tuple]:
    findings = from_cin(list(filings)).findings
    return findings.select("finding", "child", "table").rows()


def test_a_start_that_changed_is_one_event_and_a_finding():
    first = referral("2022-09-01", Assessments=[assessment("2023-03-01")])
    second = referral("2022-09-03", Assessments=[assessment("2023-03-01", "2023-04-01")])
    record = from_cin([filing(FIRST, child("A", first)), filing(SECOND, child("A", second))])
    assert standing(record.tables["referral"], "referral_date") == [(day("2022-09-03"),)]
    assert record.tables["referral"]["referral_id"].n_unique() == 1
    [told] = record.findings.rows(named=True)
    assert (told["finding"], told["child"], told["table"]) == ("start-changed", "A", "referral")
    assert told["dates"] == [day("2022-09-01"), day("2022-09-03")]
    assert told["years"] == [FIRST, SECOND]
    assert told["sentence"] == (
        "This referral began on 1 September 2022 by the 2022-23 return and on 3 September 2022 by that for 2023-24: "
        "the record takes the later return's date; check which is right."
    )


def test_a_start_far_away_is_another_event():
    first, second = referral("2022-06-01"), referral("2022-09-03")
    assert found(filing(FIRST, child("A", first)), filing(SECOND, child("A", second))) == [
        ("vanished", "A", "referral"),
        ("told-late", "A", "referral"),
    ]


def test_of_two_that_may_have_moved_the_nearest_has():
    first = referral("2022-05-01", Assessments=[assessment("2023-03-01"), assessment("2023-03-10")])
    second = referral(
        "2022-05-01", Assessments=[assessment("2023-03-02", "2023-05-01"), assessment("2023-03-12", "2023-05-01")]
    )
    record = from_cin([filing(FIRST, child("A", first)), filing(SECOND, child("A", second))])
    starts = record.tables["assessment"].sort("assessment_id", "recorded_at")["start_date"].to_list()
    assert starts == [day(text) for text in ("2023-03-01", "2023-03-02", "2023-03-10", "2023-03-12")]


def test_what_was_open_and_is_gone_has_vanished_and_is_open_no_longer():
    record = from_cin(
        [filing(FIRST, child("A", referral("2022-09-01"))), filing(SECOND, child("B", referral("2023-09-01")))]
    )
    assert record.findings["finding"].to_list() == ["vanished"]
    gone = record["referral"].filter(pl.col("referral_date") == day("2022-09-01"))
    assert gone["known_to"].to_list() == [day("2023-03-31")]


def test_what_vanished_with_its_referral_is_told_once():
    first = referral("2022-09-01", Assessments=[assessment("2023-03-01")], ChildProtectionPlans=[plan("2023-03-10")])
    assert found(filing(FIRST, child("A", first)), filing(SECOND, child("A", referral("2023-09-01")))) == [
        ("vanished", "A", "referral")
    ]


def test_what_had_ended_is_not_missed():
    ended = referral("2022-09-01", CINclosureDate="2022-12-01", ReasonForClosure="RC7")
    dropped = referral("2022-10-01", ReferralNFA=True, PrimaryNeedCode=None)
    decided = referral("2022-11-01", Section47=[row(S47ActualStartDate="2023-03-01", ICPCnotRequired=False)])
    still = referral("2022-11-01")
    assert found(filing(FIRST, child("A", ended, dropped, decided)), filing(SECOND, child("A", still))) == []


def test_what_an_earlier_return_should_have_told_was_told_late():
    assert found(
        filing(FIRST, child("A", referral("2022-09-01"))),
        filing(SECOND, child("A", referral("2022-09-01")), child("B", referral("2023-03-30"))),
    ) == [("told-late", "B", "referral")]


def test_a_year_between_that_is_missing_accuses_nobody():
    assert (
        found(filing(FIRST, child("A", referral("2022-09-01"))), filing(THIRD, child("B", referral("2022-10-01"))))
        == []
    )


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ({"ReferralSource": "6"}, {"ReferralSource": "2A"}, "source of this referral"),
        ({"CINclosureDate": "2023-03-01", "ReasonForClosure": "RC7"}, {}, "closure date of this referral"),
    ],
)
def test_a_settled_value_that_changes_is_a_finding(before, after, named):
    record = from_cin(
        [
            filing(FIRST, child("A", referral("2022-09-01", **before))),
            filing(FIRST, child("A", referral("2022-09-01", **after)), made="2023-07-01"),
        ]
    )
    assert "changed" in record.findings["finding"].to_list()
    assert any(named in sentence for sentence in record.findings["sentence"])


def test_what_is_decided_in_time_has_not_changed():
    open_ = row(S47ActualStartDate="2023-03-01", ICPCnotRequired=False)
    decided = row(S47ActualStartDate="2023-03-01", ICPCnotRequired=True)
    assert (
        found(
            filing(FIRST, child("A", referral("2022-09-01", Section47=[open_]))),
            filing(SECOND, child("A", referral("2022-09-01", Section47=[decided]))),
        )
        == []
    )


@pytest.mark.parametrize(
    ("facts", "finding"),
    [
        ({"PersonBirthDate": day("2015-06-01")}, "birth-date-changed"),
        ({"Sex": "M"}, "sex-changed"),
        ({"UPN": "A123456789012"}, "upn-changed"),
    ],
)
def test_a_child_of_whom_one_fact_changed_is_one_child(facts, finding):
    first = child("A", referral("2022-09-01"), UPN="B123456789012")
    second = child("A", referral("2022-09-01"), **({"UPN": "B123456789012"} | facts))
    record = from_cin([filing(FIRST, first), filing(SECOND, second)])
    assert record["person"].height == 1
    assert record.findings["finding"].to_list() == [finding]


def test_a_former_upn_explains_a_new_one():
    first = child("A", referral("2022-09-01"), UPN="B123456789012")
    second = child("A", referral("2022-09-01"), UPN="A123456789012", FormerUPN="B123456789012")
    assert found(filing(FIRST, first), filing(SECOND, second)) == []


def test_an_id_used_again_is_two_children_who_stand_apart():
    first = child("A", referral("2022-09-01"), Sex="F", UPN="B123456789012")
    other = child("A", referral("2023-09-01"), Sex="M", PersonBirthDate=day("2010-01-01"), UPN="C123456789012")
    record = from_cin([filing(FIRST, first), filing(SECOND, other)])
    assert record["person"].height == 2
    assert record["referral"]["person_id"].n_unique() == 2
    assert sorted(record.findings["finding"].to_list()) == ["id-reused", "id-reused", "vanished"]


def test_an_id_that_comes_back_is_the_child_it_was():
    first = child("A", referral("2022-09-01"), Sex="F")
    other = child("A", referral("2023-09-01"), Sex="M", PersonBirthDate=day("2010-01-01"))
    record = from_cin([filing(FIRST, first), filing(SECOND, other), filing(THIRD, first)])
    assert record["person"].height == 2


def test_an_id_twice_in_one_return_is_one_child_and_a_finding():
    record = from_cin([filing(FIRST, child("A", referral("2022-09-01")), child("A", referral("2022-12-01")))])
    assert record["person"].height == 1
    assert record["referral"].height == 2
    assert record.findings["finding"].to_list() == ["id-repeated"]


def test_two_ids_with_one_upn_are_never_joined_by_it():
    one = child("A", referral("2022-09-01"), UPN="B123456789012")
    other = child("B", referral("2022-09-01"), UPN="B123456789012")
    record = from_cin([filing(FIRST, one, other)])
    assert record["person"].height == 2
    assert record.findings.select("finding", "child").rows() == [("upn-shared", "A"), ("upn-shared", "B")]


def test_children_without_an_id_stand_alone():
    nobody = child(None, referral("2022-09-01"))
    record = from_cin([filing(FIRST, nobody, nobody), filing(SECOND, nobody)])
    assert record["person"].height == 3
    assert record["person"]["source_id"].to_list() == [
        "2022-23/ChildIdentifiers/1",
        "2022-23/ChildIdentifiers/2",
        "2023-24/ChildIdentifiers/1",
    ]


def test_an_id_that_fits_too_many_children_identifies_nobody():
    many = [
        child("A", PersonBirthDate=day(f"20{10 + number // 12:02}-{number % 12 + 1:02}-01"), UPN=f"A{number:012}")
        for number in range(60)
    ]
    record = from_cin([filing(FIRST, *many)])
    assert record["person"].height == 60


def test_events_without_a_date_are_kept():
    record = from_cin([filing(FIRST, child("A", referral(None), referral(None)))])
    assert record["referral"].height == 2


def test_every_finding_has_a_sentence_that_ends():
    assert all(sentence.rstrip().endswith(".") for sentence in SENTENCES.values())
