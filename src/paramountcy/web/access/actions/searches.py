"""Keeping what somebody searched for, so that the address of what was found says nothing."""

from collections.abc import Mapping
from dataclasses import replace

from paramountcy.web.access import policy
from paramountcy.web.access.asking import Access, Refusal
from paramountcy.web.access.models import StoredSearch


def remember(*, by: Access, kind: str, terms: Mapping[str, str]) -> StoredSearch:
    """Keep a search. Its reference stands in the log beside what it found."""
    with by.change("search", kind=kind) as lines:
        made = StoredSearch.objects.create(user=by.somebody, kind=kind, terms=dict(terms), made_at=by.at)
        lines[0] = replace(lines[0], search=made.ref)
    return made


def recall(*, by: Access, kind: str, ref: str) -> StoredSearch:
    """One's own search. Raises Refusal for another's, as for one that is not there."""
    found = StoredSearch.objects.filter(user=by.user, kind=kind, ref=ref).first()
    if found is None:
        by.note("search", policy.NOT_FOUND, kind=kind)
        raise Refusal(policy.NOT_FOUND)
    return found
