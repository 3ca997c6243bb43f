"""A page that holds every part there is, in a folder with what it loads."""

from pathlib import Path

from jinja2 import DictLoader

from paramountcy.publication.look.pages import environment, write_assets
from paramountcy.publication.shape import Chart, Table

TEMPLATE = """
{% extends "look/base.html" %}
{% import "look/macros.html" as parts %}
{% block main %}
<h1 class="govuk-heading-l">{{ title }}</h1>
<p class="govuk-body-l">A first sentence.</p>
{{ parts.sub_navigation([{"text": "Over time", "to": "#drawn", "current": true}, {"text": "Defined", "to": "#more"}],
                        "Parts of the figure") }}
{{ parts.contents([{"text": "Over the years", "to": "#drawn"}, {"text": "Cards", "to": "#cards"}]) }}
{{ parts.warning("Something to be careful with.") }}
{{ parts.notice("Not yet checked", "Nobody has checked this.", "not-checked") }}
{{ parts.inset("Words that stand out.", "A label") }}
<h2 class="govuk-heading-m">A chart</h2>
{{ parts.chart(chart, "drawn", csv="figures.csv") }}
{{ parts.table(wide, "wide") }}
{{ parts.table(small, "small") }}
{{ parts.table(empty, "empty") }}
{{ parts.facts([("Unit", "per cent"), ("Source", "an imagined table")]) }}
{{ parts.question("What do the children say?") }}
{{ parts.said(["We have changed how we do it.", "It helped."], "The board", "1 May 2026") }}
<h2 class="govuk-heading-m" id="cards">Cards</h2>
<ul class="pc-cards">{% for place in range(3) %}<li>
{{ parts.figure_summary("Figure " ~ place, "12.3%", "of referrals", "As it was.", to="#wide", spark=spark) }}
</li>{% endfor %}</ul>
{% call parts.details("More", "more") %}<p class="govuk-body">Hidden words.</p>{% endcall %}
{{ parts.details("Another table", "other", table=small) }}
{{ parts.sources(["A source"]) }}
{{ parts.previous_and_next({"text": "The figure before", "to": "#a"}, {"text": "The figure after", "to": "#b"}) }}
{% endblock %}
"""

HOSTILE = "<b>Every</b> “part” \u202eof it"


def svg(name: str, *, tiny: bool = False) -> str:
    size = 'width="120" height="32"' if tiny else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 480 200" role="img" aria-labelledby="{name}">'
        f'<title id="{name}">A line</title><desc>It goes up.</desc>'
        '<path d="M10 190L470 10" stroke="#12436D" stroke-width="4" fill="none"/></svg>'
    )


WIDE = Table.of(
    "A wide table, of many years, with a caption that is longer than a narrow window",
    ["Area", *(f"{year}-{year - 1999}" for year in range(2009, 2024))],
    [["Ambleford", *["1,234"] * 14, "too few"], ["Brackwater", *["56.7%"] * 15]],
    note="A note about it.",
)
SMALL = Table.of("A small table", ["Year", "Count"], [["2024", "5,432"], ["2025", "too few"]])
EMPTY = Table.of("A table of nothing", ["Year", "Count"], [])
CHART = Chart("Over the years", "It goes up & up.", svg("drawn-line"), SMALL)
SPARK = Chart("A spark", "It goes up.", svg("spark-line", tiny=True), SMALL)
GIVEN = {
    "title": HOSTILE,
    "area": "Bournemouth, Christchurch and Poole",
    "root": "",
    "navigation": [
        {"text": "Overview", "to": "index.html", "current": True},
        *({"text": text, "to": "#nowhere"} for text in ("Waiting times", "Variation", "Data quality", "About")),
    ],
    "crumbs": [{"text": "Start", "to": "index.html"}, {"text": "Here"}],
    "banner": "Imagined figures: nobody in them is real.",
    "made_on": "1 May 2026",
    "licence": "Open Government Licence v3.0.",
    "sources": ["Source: an imagined table."],
    "chart": CHART,
    "spark": SPARK,
    "wide": WIDE,
    "small": SMALL,
    "empty": EMPTY,
}


def html(template: str = TEMPLATE, **given) -> str:
    return environment(tests=DictLoader({"page": template})).get_template("tests/page").render({**GIVEN, **given})


def write(folder: Path) -> Path:
    page = folder / "index.html"
    page.write_text(html(), encoding="utf-8")
    write_assets(folder)
    return page
