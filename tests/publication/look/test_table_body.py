"""The rows of a table, beside the template that would say the same of each cell anew."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from jinja2 import Environment
from markupsafe import Markup

from paramountcy.publication.look.table_body import shown, table_body
from paramountcy.publication.shape import Column, Table

OBVIOUS = Environment(autoescape=True, finalize=shown, trim_blocks=True, lstrip_blocks=True).from_string("""\
{% for row in table.rows %}
<tr class="govuk-table__row">
{% for cell in row %}
{% set look = "" if figure(cell) else " pc-no-figure" %}
{% if loop.first %}
{% set look = " pc-one-word" if figure(cell) and cell | length <= 12 else "" %}
<th scope="row" class="govuk-table__header{{ look }}">{{ cell }}</th>
{% elif table.columns[loop.index0].numeric %}
<td class="govuk-table__cell govuk-table__cell--numeric{{ look }}">{{ cell }}</td>
{% else %}
<td class="govuk-table__cell">{{ cell }}</td>
{% endif %}
{% endfor %}
</tr>
{% endfor %}""")
HARD = ("2024-25", "1,234", "too few", "<b>&</b>", "\u202e", "a\nb", "12 of the 300")
CELLS = some.text(max_size=20) | some.sampled_from(HARD)


def obvious(table: Table) -> str:
    return OBVIOUS.render(table=table, figure=lambda cell: re.search(r"\d", cell)).removesuffix("\n")


@settings(max_examples=60, deadline=None)
@given(some.data(), some.lists(some.booleans(), min_size=1, max_size=4))
def test_it_says_of_every_cell_what_a_template_would(data, numeric):
    row = some.tuples(*[CELLS] * len(numeric))
    rows = data.draw(some.lists(row, min_size=1, max_size=4))
    table = Table("A", tuple(Column("B", one) for one in numeric), tuple(rows))
    assert table_body(table) == obvious(table)
    assert table_body(table) == obvious(table), "nor is it another the second time"


@pytest.mark.parametrize("turn", [1, -1])
def test_text_that_is_safe_as_it_stands_never_stands_in_for_the_same_text_that_is_not(turn):
    written = [
        table_body(Table.of("A", ["B", "C"], [[kind(f"<i>{turn}</i>"), kind(f"<b>{turn}</b>")]]))
        for kind in (Markup, str)[::turn]
    ][::turn]
    assert f"<b>{turn}</b>" in written[0]
    assert f"<i>{turn}</i>" in written[0]
    assert f"&lt;b&gt;{turn}&lt;/b&gt;" in written[1]
    assert f"&lt;i&gt;{turn}&lt;/i&gt;" in written[1]


def test_a_table_without_rows_says_so_over_all_its_columns():
    assert 'colspan="2">There is nothing to show.<' in table_body(Table.of("A", ["B", "C"], []))


def test_a_row_must_have_a_cell_for_each_column():
    with pytest.raises(ValueError, match="zip"):
        table_body(Table.of("A", ["B", "C"], [["one", "two", "three"]]))
