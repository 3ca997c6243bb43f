"""
The hand-read answers to the two seed notes, and ours, as facts with one key each, so that they can be compared.

The fields are those of the table in section 2 of notes-ingest.md, each name, title, paragraph and point by itself. What
is a paraphrase in the answers, as the words of an action, is not compared: where it is from, whose, by when and its
kind are.
"""

import json
from pathlib import Path
from typing import Any

Facts = dict[str, tuple[Any, str]]
"""Value and confidence of each fact; the answers have no confidence."""
HEAD = {
    "group": "group",
    "meeting_number": "number",
    "meeting_number_from": "number",
    "date": "day",
    "weekday": "day",
    "start": "start",
    "end": "end",
    "document_type": "kind",
    "issued_by": "issued_by",
    "issued_on": "issued_on",
}
SEEDS = {"000": "000_6d80e2a442d05773.txt", "004": "004_51b558e202365cd6.txt"}


def seed(shared: Path, name: str, ending: str) -> Path:
    return shared / "seeds" / SEEDS[name] if ending == "txt" else shared / "samples/notes" / f"{name}.{ending}"


def answers(shared: Path, name: str) -> dict[str, Any]:
    return json.loads((shared / "expected" / f"expected_{name}.json").read_text(encoding="utf-8"))


def facts(data: dict[str, Any]) -> Facts:
    """Every fact of the table in section 2."""
    found: Facts = {}
    stated = data.get("stated", {})
    for key, name in HEAD.items():
        found[key] = data.get(key), stated.get(name, {}).get("confidence", "")
    chairs = [each for each in data["attendees"] if each["capacity"] == "chair"]
    found["chair"] = data["chair"], chairs[0].get("confidence", "") if chairs else ""
    for kind in ("attendees", "apologies"):
        for n, each in enumerate(data[kind]):
            for key in ("name", "role", "organisation", "table_label", "capacity")[: 5 if kind == "attendees" else 3]:
                if key != "organisation" or each.get("role") is None:
                    found[f"{kind} {n} {key}"] = each.get(key), each.get("confidence", "")
    for n, each in enumerate(data.get("deputies", [])):
        found[f"deputy {n}"] = (each["deputy"], each["for"], each["deputised_member_in_apologies"]), "likely"
    found["joined"] = data["joined_since_last"], "likely"
    found |= _body(data)
    found |= _what_follows(data)
    return found


def _body(data: dict[str, Any]) -> Facts:
    found: Facts = {}
    for item in data["items"]:
        said = item.get("confidence", "")
        found[f"item {item['number']} title"] = item["title"], said
        found[f"item {item['number']} paragraphs"] = item["paragraphs"], said
        for n, each in enumerate(item.get("subheadings", [])):
            found[f"item {item['number']} heading {n}"] = (each["label"], each["title"], each["paragraphs"]), "likely"
    for n, section in enumerate(data["unnumbered_sections"]):
        title = section if isinstance(section, str) else section["title"]
        found[f"section {n}"] = title, "" if isinstance(section, str) else section.get("confidence", "")
    places = data.get("paragraph_places", {})
    for number, text in data["paragraphs"].items():
        found[f"paragraph {number}"] = text, places.get(number, {}).get("confidence", "")
    for number, points in data.get("lists", {}).items():
        for n, each in enumerate(points):
            found[f"point {number} {n}"] = (each["label"], each["text"]), each.get("confidence", "")
    for talk in data.get("recommendations", []):
        found[f"heading {talk['heading']}"] = (talk["numbers"], talk["point_count"]), talk.get("confidence", "")
        for each in talk["points"]:
            found[f"point {each['ref']}"] = each["text"], each.get("confidence", "")
    for key in ("recommendations_discussed", "recommendations_not_reached", "recommendation_discussion_parent"):
        found[key] = data.get(key) or None, "likely"
    return found


def _what_follows(data: dict[str, Any]) -> Facts:
    found: Facts = {}
    actions = sorted(data["actions"], key=lambda each: (each["from"], each["who"], each["type"]))
    for n, each in enumerate(actions):
        found[f"action {n}"] = tuple(each.get(key) for key in ("from", "who", "by", "type")), each.get("confidence", "")
    for n, each in enumerate(data["decisions"]):
        says = tuple(each.get(key) for key in ("from", "outcome", "strength", "returns"))
        found[f"decision {n}"] = says, each.get("confidence", "")
    for n, each in enumerate(data.get("open_questions", [])):
        found[f"question {n}"] = each["from"], each.get("confidence", "")
    for n, each in enumerate(data["events_mentioned"]):
        says = tuple(each.get(key) for key in ("from", "date", "start", "end"))
        found[f"event {n}"] = says, each.get("confidence", "")
    for key in ("status", "from"):
        found[f"earlier notes {key}"] = data["previous_notes"][key], data["previous_notes"].get("confidence", "")
    meets = data["next_meeting"]
    for key in ("date", "weekday", "start", "end", "year_inferred", "from"):
        found[f"next meeting {key}"] = meets[key], meets.get("confidence", "")
    found["links"] = data.get("links", []), "likely"
    found["short names"] = data.get("group_short", []), "likely"
    return found


def counts(data: dict[str, Any], of: dict[str, Any]) -> dict[str, int]:
    """The counts of one that the other has too."""
    return {key: data["counts"][key] for key in of["counts"]}
