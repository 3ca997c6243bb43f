"""
The check that every field of every model of ours is sorted: personal, or not.

Personal fields never go into a log, an address, a page's title or an e-mail; a question nobody asked of a new field
would be answered by accident. So `manage check`, and every test run, fails until it is answered.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core import checks

OURS = "paramountcy.web."
OF_ITSELF = {"id", "ref"}
"""Fields that all models have, and that say nothing."""


@checks.register(checks.Tags.models)
def fields_are_sorted(app_configs: Sequence[Any] | None, **_: Any) -> list[checks.CheckMessage]:
    """Django's system check: an error for each field that is in neither set, or in both, or does not exist."""
    configs = apps.get_app_configs() if app_configs is None else app_configs
    return [
        error
        for config in configs
        if config.name.startswith(OURS) or getattr(config, "fields_are_sorted", False)
        for model in config.get_models()
        if not hasattr(model, "instance_type")  # a table of history has the fields of the model it is of
        for error in _errors(model)
    ]


def _errors(model: Any) -> Iterator[checks.Error]:
    fields = {field.name for field in model._meta.get_fields() if not field.auto_created and field.concrete}
    personal: frozenset[str] = getattr(model, "personal", frozenset())
    rest: frozenset[str] = getattr(model, "not_personal", frozenset())
    name = model._meta.label
    for field in sorted(fields - OF_ITSELF - personal - rest):
        yield checks.Error(
            f"{name}.{field} is not sorted.",
            hint="Could it tell who somebody is, or what happened to them? Then `personal`; else `not_personal`.",
            obj=model,
            id="paramountcy.E001",
        )
    for field in sorted(personal & rest):
        yield checks.Error(f"{name}.{field} is sorted twice.", obj=model, id="paramountcy.E002")
    for field in sorted((personal | rest) - fields):
        yield checks.Error(f"{name} sorts a field {field} that it has not.", obj=model, id="paramountcy.E003")
