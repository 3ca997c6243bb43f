"""Run by the peer's own Python, with RETURN.xml RULESET FINDINGS.csv: writes one line a rule and child."""

import csv
import importlib
import sys
import xml.etree.ElementTree as ET

from cin_validator import cin_validator


def main(path: str, ruleset: str, out: str) -> None:
    data = cin_validator.process_data(cin_validator.convert_data(ET.parse(path).getroot()))
    registry = importlib.import_module(f"cin_validator.rules.{ruleset}").registry
    validator = cin_validator.CinValidator(data, registry, selected_rules=None)
    found = {(row.rule_code, row.child_id) for row in validator.full_issue_df.itertuples()}
    found |= {(row.rule_code, "") for row in validator.multichild_issues.itertuples()}
    with open(out, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(sorted((str(rule), str(child)) for rule, child in found))


if __name__ == "__main__":
    main(*sys.argv[1:])
