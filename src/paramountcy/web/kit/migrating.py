"""
The first tables of an app, made together.

Django works out what every model looks like after each operation of a migration; where hundreds of models lead to each
other, as those with a history do, a new database took minutes. Here it is worked out once for all tables of an app.
"""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class MadeTogether(Operation):
    """
    Operations that make the models of an app that had none: the tables are made as they are after the last of them,
    with their indexes and constraints. Only for a first migration: what changes a table that is there is refused.
    """

    reversible = True

    def __init__(self, operations: Sequence[Operation]):
        self.operations = list(operations)
        self.models = [one.name for one in self.operations if isinstance(one, CreateModel)]
        made = {name.lower() for name in self.models}
        for one in self.operations:
            of = getattr(one, "model_name", getattr(one, "name", ""))
            if of.lower() not in made:
                raise ValueError(f"{one} is about a model that is not made here")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.operations], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for name in self.models:
            model = to_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for name in reversed(self.models):
            model = from_state.apps.get_model(app_label, name)
            if self.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.delete_model(model)

    def describe(self) -> str:
        return f"Make {len(self.models)} models together"
