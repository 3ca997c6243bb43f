"""
Run by the peer's own Python, with RETURN.xml RULESET FINDINGS.csv [RULE]: writes one line a rule and child.

Rule by rule, because one rule that fails on a return stops the peer's whole run; it is written
with CRASH in place of a child.
"""

import csv
import importlib
import sys
import xml.etree.ElementTree as ET

from cin_validator import cin_validator


def main(path: str, ruleset: str, out: str, only: str = "") -> None:
    data = cin_validator.process_data(cin_validator.convert_data(ET.parse(path).getroot()))
    registry = importlib.import_module(f"cin_validator.rules.{ruleset}").registry
    found = set()
    for code in [only] if only else registry:
        try:
            validator = cin_validator.CinValidator(data, registry, selected_rules=[code])
        except Exception:
            found.add((code, "CRASH"))
            continue
        found |= {(row.rule_code, row.child_id) for row in validator.full_issue_df.itertuples()}
        if len(validator.multichild_issues):
            found |= {(row.rule_code, "") for row in validator.multichild_issues.itertuples()}
    with open(out, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(sorted((str(rule), str(child)) for rule, child in found))


if __name__ == "__main__":
    main(*sys.argv[1:])
