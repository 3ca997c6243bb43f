"""Small tables in the form of published ones, made for tests: the figures are invented."""

import csv
import io

from paramountcy.returns.published.read import read_bytes

PLACES = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code",
          "region_name", "old_la_code", "new_la_code", "la_name")  # fmt: skip
ENGLAND = ("Reporting year", "National", "E92000001", "England", "", "", "", "", "")
LONDON = ("Reporting year", "Regional", "E92000001", "England", "E12000007", "London", "", "", "")
INNER = ("Reporting year", "Regional", "E92000001", "England", "E13000001", "Inner London", "", "", "")
OUTER = ("Reporting year", "Regional", "E92000001", "England", "E13000002", "Outer London", "", "", "")
NORTH_EAST = ("Reporting year", "Regional", "E92000001", "England", "E12000001", "North East", "", "", "")


def authority(la_code, gss_code, name, region=("E13000001", "Inner London")):
    return ("Reporting year", "Local authority", "E92000001", "England", *region, la_code, gss_code, name)


ISLINGTON = authority("206", "E09000019", "Islington")
HACKNEY = authority("204", "E09000012", "Hackney")
C1_2024 = ("category", "Referrals", "Referrals_rate", "Re_referrals", "Re_referrals_percent", "No_Further_Action",
           "No_Further_Action_percent", "Not_in_Need", "Not_in_Need_percent", "Referrals_child",
           "Referrals_child_rate", "Re_referrals_child", "Re_referrals_child_percent")  # fmt: skip
C1_2025 = ("category", "referral_count", "rereferral_count", "rereferral_percent", "no_further_action_count",
           "no_further_action_percent", "not_in_need_count", "not_in_need_percent", "referral_child_count",
           "rereferral_child_count", "rereferral_child_percent")  # fmt: skip
C1_FIGURES_2024 = ("Referrals and Re-referrals", "2100", "600.5", "420", "20", "c", "c", "500", "23.8", "1900", "543.3",
                   "350", "18.4")  # fmt: skip
C1_FIGURES_2025 = ("Referrals and Re-referrals", "2407", "400", "16.6", "100", "4.2", "500", "20.8", "2000", "350",
                   "17.5")  # fmt: skip


def table(columns, *rows):
    """A CSV file: its columns behind the places, and rows of (year, place, figures...)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*PLACES, *columns])
    writer.writerows([year, *place, *figures] for year, place, *figures in rows)
    return out.getvalue().encode()


def population(last, *rows):
    """Mid-year estimates of three years to `last`: rows of (place, people in each)."""
    return table(
        ("age_group", "population_estimate"),
        *((last - 2 + back, place, "Children aged 0 to 17 years", count)
          for place, *people in rows for back, count in enumerate(people)),
    )  # fmt: skip


def c1_2024(*rows):
    return table(C1_2024, *(rows or [(2024, ISLINGTON, *C1_FIGURES_2024)]))


def c1_2025(*rows):
    return table(C1_2025, *(rows or [(2025, ISLINGTON, *C1_FIGURES_2025)]))


def figures(content, file="table.csv"):
    """The figures of a file, as dictionaries."""
    return read_bytes(content, file).rows.to_dicts()


def one(content, measure, file="table.csv"):
    """The one figure of a measure in a file."""
    (found,) = [row for row in figures(content, file) if row["measure"] == measure]
    return found


def notes(content, file="table.csv"):
    return [str(note) for note in read_bytes(content, file).notes]
