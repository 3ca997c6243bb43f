"""What issue A asks of a return imagined without faults: five seeds, four years, 5,000 children each."""

import pytest
from lxml import etree

import paramountcy
from paramountcy.imagine import cin_return
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year

pytestmark = pytest.mark.slow

CHILDREN = 5_000
LONG_OPEN = {"8670Q", "8675Q"}
SCHEMAS = {"2023-24", "2024-25", "2025-26"}


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("name", ["2023-24", "2024-25", "2025-26", "2026-27"])
def test_no_error_no_structure_finding_and_few_queries(shared, tmp_path, name, seed):
    year = Year.of(name)
    tables, _ = cin_return(children=CHILDREN, year=year, seed=seed)
    path = tmp_path / "return.xml"
    write(tables, CIN, path, year=year)
    report = paramountcy.check(path)
    assert report.children == CHILDREN
    assert report.not_run.is_empty()
    assert report.exit_code == 0
    asked = report.rules.filter(outcome="broken").select("rule", "children")
    assert {rule for rule, children in asked.iter_rows() if children > CHILDREN // 100} <= LONG_OPEN
    if name in SCHEMAS:
        schema = etree.XMLSchema(file=str(shared / "samples" / "cin_xsd" / f"CIN_schema_{year.ends_in}.xsd"))
        schema.assertValid(etree.parse(str(path)))
