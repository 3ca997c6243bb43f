"""Several years' returns of one authority as one story a child, as it stood on any day."""

from datetime import date, datetime

import polars as pl
import pytest

from paramountcy.imagine import authority, returns
from paramountcy.record import Filing, from_cin, together
from paramountcy.record.tables import TABLES
from paramountcy.terms.year import Year
from tests.record.made import assessment, child, day, filing, plan, referral, row, standing

FIRST, SECOND, THIRD = "2022-23", "2023-24", "2024-25"


def test_an_event_told_twice_is_one_row_and_its_history_is_kept():
    opened = referral("2022-09-01", Assessments=[assessment("2023-03-01")])
    closed = referral(
        "2022-09-01",
        CINclosureDate="2023-06-01",
        ReasonForClosure="RC7",
        Assessments=[assessment("2023-03-01", "2023-04-20")],
    )
    record = from_cin([filing(FIRST, child("A", opened)), filing(SECOND, child("A", closed))])
    assert standing(record.tables["referral"], "referral_date", "closure_date") == [
        (day("2022-09-01"), day("2023-06-01"))
    ]
    assert standing(record.tables["assessment"], "authorised_date") == [(day("2023-04-20"),)]
    history = record.tables["referral"].sort("recorded_at")
    assert history["closure_date"].to_list() == [None, day("2023-06-01")]
    assert history["referral_id"].n_unique() == 1
    assert history["superseded_at"].to_list() == [datetime.fromisoformat("2024-06-01"), None]
    assert history["known_to"].to_list() == [day("2023-03-31"), day("2024-03-31")]
    assert record.findings.is_empty()


def test_the_record_is_as_it_stood_on_any_day():
    opened = referral("2022-09-01")
    closed = referral("2022-09-01", CINclosureDate="2023-06-01", ReasonForClosure="RC7")
    record = from_cin(
        [filing(FIRST, child("A", opened)), filing(SECOND, child("A", closed), child("B", referral("2023-07-01")))]
    )
    before = record.as_at(date(2024, 5, 31))
    assert standing(before.tables["referral"], "closure_date") == [(None,)]
    assert before.coverage().rows() == [("820", day("2022-04-01"), day("2023-03-31"))]
    on_the_day = record.as_at(date(2024, 6, 1))
    assert len(on_the_day["referral"]) == 2
    assert record.as_at(date(2023, 5, 31))["person"].is_empty()
    assert on_the_day["referral"].equals(on_the_day.as_at(date(2030, 1, 1))["referral"])


def test_a_corrected_return_of_the_same_year_withdraws_what_it_leaves_out():
    first = filing(FIRST, child("A", referral("2022-09-01"), referral("2022-12-01")))
    corrected = filing(FIRST, child("A", referral("2022-09-01", PrimaryNeedCode="N4")), made="2023-07-01")
    record = from_cin([corrected, first])
    assert standing(record.tables["referral"], "referral_date", "primary_need") == [(day("2022-09-01"), "N4")]
    assert len(record.as_at(date(2023, 6, 15))["referral"]) == 2
    assert record.findings["finding"].to_list() == ["withdrawn"]


def test_an_older_year_filed_late_does_not_undo_what_a_later_year_said():
    closed = filing(SECOND, child("A", referral("2022-09-01", CINclosureDate="2023-06-01", ReasonForClosure="RC7")))
    late = filing(FIRST, child("A", referral("2022-09-01")), made="2025-01-01")
    record = from_cin([closed, late])
    assert standing(record.tables["referral"], "closure_date") == [(day("2023-06-01"),)]
    assert standing(record.as_at(date(2026, 1, 1)).tables["referral"], "closure_date") == [(day("2023-06-01"),)]


def test_a_part_year_return_speaks_as_far_as_it_was_made():
    record = from_cin([filing(FIRST, child("A", referral("2022-09-01")), made="2022-10-31")])
    assert record.coverage().rows() == [("820", day("2022-04-01"), day("2022-10-31"))]
    assert record["referral"]["known_to"].to_list() == [day("2022-10-31")]


def test_a_gap_between_returns_is_a_gap_in_what_is_known():
    record = from_cin(
        [filing(FIRST, child("A", referral("2022-09-01"))), filing(THIRD, child("B", referral("2024-09-01")))]
    )
    assert record.coverage().rows() == [
        ("820", day("2022-04-01"), day("2023-03-31")),
        ("820", day("2024-04-01"), day("2025-03-31")),
    ]
    assert record.findings.is_empty()


def test_facts_told_before_are_not_taken_away_by_silence():
    told = child(
        "A", referral("2022-09-01"), Sex="M", Ethnicity="APKN", Disabilities=["LD", "BEH"], UPN="A123456789012"
    )
    silent = child("A", referral("2022-09-01"), Sex="U", Ethnicity="NOBT", UPNunknown="UN4", PersonBirthDate=None)
    record = from_cin([filing(FIRST, told), filing(SECOND, silent)])
    assert standing(record.tables["person"], "birth_date", "sex", "ethnicity") == [(day("2015-05-01"), "M", "APKN")]
    assert standing(record.tables["disability"], "disability_code") == [("BEH",), ("LD",)]
    assert standing(record.tables["person_identifier"], "id_type", "id_value") == [("UPN", "A123456789012")]


def test_a_later_set_of_disabilities_takes_the_place_of_the_earlier():
    record = from_cin(
        [
            filing(FIRST, child("A", referral("2022-09-01"), Disabilities=["LD", "BEH"])),
            filing(SECOND, child("A", referral("2022-09-01"), Disabilities=["LD"])),
        ]
    )
    assert standing(record.tables["disability"], "disability_code") == [("LD",)]
    assert len(record.tables["disability"]) == 3


def test_an_unborn_child_is_born():
    unborn = child(
        "A", referral("2023-02-01"), PersonBirthDate=None, ExpectedPersonBirthDate=day("2023-05-01"), Sex="U"
    )
    born = child("A", referral("2023-02-01"), PersonBirthDate=day("2023-05-04"), Sex="M")
    record = from_cin([filing(FIRST, unborn), filing(SECOND, born)])
    assert standing(record.tables["person"], "birth_date", "expected_birth_date", "sex") == [
        (day("2023-05-04"), day("2023-05-01"), "M")
    ]
    assert record.findings.is_empty()


def test_the_old_codes_of_gender_become_those_of_sex():
    old = child("A", referral("2022-09-01"), Sex=None, GenderCurrent="1")
    record = from_cin([filing(FIRST, old)])
    assert record["person"]["sex"].to_list() == ["M"]


def test_a_conference_is_one_row_however_many_enquiries_led_to_it():
    enquiries = [
        row(S47ActualStartDate="2022-09-01", DateOfInitialCPC="2022-10-01", ICPCnotRequired=False),
        row(S47ActualStartDate="2022-09-15", DateOfInitialCPC="2022-10-01", ICPCnotRequired=False),
        row(S47ActualStartDate="2022-11-15", DateOfInitialCPC=None, ICPCnotRequired=True),
    ]
    moved_in = child("B", referral("2022-09-01", DateOfInitialCPC="2022-09-20"))
    record = from_cin([filing(FIRST, child("A", referral("2022-08-01", Section47=enquiries)), moved_in)])
    held = record["conference"].join(record["s47_enquiry"], on="s47_id", how="left").sort("held_date")
    assert held.select("held_date", "transfer_in", "start_date").rows() == [
        (day("2022-09-20"), True, None),
        (day("2022-10-01"), False, day("2022-09-15")),
    ]
    led = record["s47_enquiry"].sort("start_date")["conference_id"].to_list()
    assert led[0] == led[1] is not None
    assert led[2] is None


def test_reviews_stand_under_their_plan_and_add_up_over_the_years():
    first = referral("2022-05-01", ChildProtectionPlans=[plan("2022-06-01", reviews=("2022-09-01", "2023-02-01"))])
    second = referral("2022-05-01", ChildProtectionPlans=[plan("2022-06-01", reviews=("2023-02-01", "2023-07-01"))])
    record = from_cin([filing(FIRST, child("A", first)), filing(SECOND, child("A", second))])
    reviews = record["conference"].filter(pl.col("kind") == "review")
    assert reviews["held_date"].sort().to_list() == [day("2022-09-01"), day("2023-02-01"), day("2023-07-01")]
    assert reviews["plan_id"].unique().to_list() == record["plan"]["plan_id"].to_list()


def test_factors_stand_as_long_as_the_telling_of_their_assessment():
    first = referral("2022-09-01", Assessments=[assessment("2023-03-01", "2023-03-20", ("3B", "4A"))])
    again = referral("2022-09-01", Assessments=[assessment("2023-03-01", "2023-03-20", ("3B",))])
    record = from_cin([filing(FIRST, child("A", first)), filing(FIRST, child("A", again), made="2023-07-01")])
    assert standing(record.tables["assessment_factor"], "factor_code") == [("3B",)]
    assert len(record.tables["assessment_factor"]) == 3


def test_every_row_says_where_it_comes_from():
    record = from_cin([filing(FIRST, child("A", referral("2022-09-01", Assessments=[assessment("2022-09-02")])))])
    for table in TABLES:
        frame = record.tables[table.name]
        assert frame.schema == pl.Schema(table.schema()), table.name
        assert frame["row_id"].n_unique() == len(frame)
        assert frame["source_system"].unique().to_list() in (["cin"], [])
    assert record["person"]["source_id"].to_list() == ["A"]
    assert record["assessment"]["source_id"].to_list() == ["2022-23/Assessments/1"]


def test_returns_of_two_authorities_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match=r"these returns are of 2 authorities \(820, 821\)"):
        from_cin([filing(FIRST, child("A")), filing(SECOND, child("A"), area="821")])
    with pytest.raises(ValueError, match="give at least one"):
        from_cin([])


def test_a_return_that_names_no_authority_is_refused_in_a_sentence():
    tables = filing(FIRST, child("A")).tables
    with pytest.raises(ValueError, match="does not say which authority it is of"):
        Filing.of({**tables, "Source": tables["Source"].clear()}, Year(2023))


def test_what_source_says_is_when_it_was_made():
    tables = dict(filing(FIRST, child("A")).tables)
    said = tables["Source"].with_columns(pl.lit("2023-05-23T11:14:05Z").alias("DateTime"))
    assert Filing.of({**tables, "Source": said}, Year(2023)).recorded_at == datetime.fromisoformat(
        "2023-05-23T11:14:05"
    )
    for nonsense in ("soon", "1999-01-01T00:00:00", None):
        unclear = tables["Source"].with_columns(pl.lit(nonsense, pl.String).alias("DateTime"))
        assert Filing.of({**tables, "Source": unclear}, Year(2023)).recorded_at == datetime.fromisoformat("2023-03-31")


def test_records_of_several_authorities_stand_together_and_never_meet():
    one = from_cin([filing(FIRST, child("A", referral("2022-09-01")))])
    other = from_cin([filing(FIRST, child("A", referral("2022-10-01")), area="821")])
    both = together([one, other])
    assert both["person"]["person_id"].n_unique() == 2
    assert both.coverage()["area"].to_list() == ["820", "821"]
    with pytest.raises(ValueError, match="820 has two records"):
        together([one, one])
    with pytest.raises(ValueError, match="give at least one"):
        together([])


def test_imagined_returns_agree_with_each_other():
    story = authority(children=400, year=Year(2025), seed=4)
    record = from_cin([Filing.of(returns(story, Year(number)), Year(number)) for number in range(2023, 2028)])
    assert record.findings.is_empty()
    children = {
        number for year in range(2023, 2028) for number in returns(story, Year(year))["ChildIdentifiers"]["LAchildID"]
    }
    assert set(record["person"]["source_id"]) == children
