"""Tables that are made together are those that are made one after the other; and nothing else is taken."""

import pytest
from django.db import migrations, models
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler

from paramountcy.web.kit.migrating import MadeTogether
from paramountcy.web.site.databases import sqlite

pytestmark = pytest.mark.django_db
KEY = ("id", models.BigAutoField(primary_key=True))


def operations():
    """What Django writes for a few models: a circle of keys, a field added later, an index and two constraints."""
    return [
        migrations.CreateModel("Nest", [KEY, ("name", models.CharField(max_length=20, unique=True))]),
        migrations.CreateModel(
            "Swan",
            [
                KEY,
                ("weight", models.PositiveSmallIntegerField()),
                ("nest", models.ForeignKey("lake.nest", models.PROTECT)),
                ("friends", models.ManyToManyField("lake.swan")),
            ],
            options={"ordering": ["weight"]},
        ),
        migrations.AddField("Nest", "owner", models.ForeignKey("lake.swan", models.PROTECT, null=True)),
        migrations.AddIndex("swan", models.Index(fields=["weight", "nest"], name="swans_by_weight")),
        migrations.AddConstraint(
            "swan", models.CheckConstraint(condition=models.Q(weight__gt=0), name="a_swan_weighs_something")
        ),
        migrations.AddConstraint("swan", models.UniqueConstraint(fields=["nest", "weight"], name="one_of_a_weight")),
    ]


@pytest.fixture
def connection(tmp_path):
    """A database of this test's own: tables can't be made within the transaction of the others."""
    made = ConnectionHandler({"default": sqlite(tmp_path / "lake")})
    yield made["default"]
    made["default"].close()


def applied(connection, steps):
    """The tables that operations make, as the database tells of them: columns and constraints; and the last state."""
    state = ProjectState()
    with connection.schema_editor() as editor:
        for step in steps:
            before = state.clone()
            step.state_forwards("lake", state)
            step.database_forwards("lake", editor, before, state)
    return told(connection), state


def told(connection):
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("lake_"):
                description = connection.introspection.get_table_description(cursor, table)
                columns = {one.name: (one.type_code, one.null_ok) for one in description}
                kept = connection.introspection.get_constraints(cursor, table).values()
                found[table] = (
                    columns,
                    {
                        (tuple(one["columns"]), one["primary_key"], one["unique"], one["check"], one["foreign_key"])
                        for one in kept
                        if one["columns"]
                    },
                )
    return found


def undone(connection, step, state):
    with connection.schema_editor() as editor:
        step.database_backwards("lake", editor, state, ProjectState())


def test_the_tables_are_the_same_and_can_be_taken_away_again(connection):
    one_by_one, state = applied(connection, operations())
    undone(connection, MadeTogether(operations()), state)
    assert told(connection) == {}
    together, _ = applied(connection, [MadeTogether(operations())])
    assert set(together) == {"lake_nest", "lake_swan", "lake_swan_friends"}
    assert together == one_by_one
    undone(connection, MadeTogether(operations()), state)
    assert told(connection) == {}


def test_what_changes_a_table_that_is_there_is_refused():
    with pytest.raises(ValueError, match="not made here"):
        MadeTogether([migrations.AddField("goose", "weight", models.IntegerField())])


def test_it_says_how_many_models_it_makes_and_is_written_as_it_was_read():
    step = MadeTogether(operations())
    assert step.describe() == "Make 2 models together"
    name, given, _ = step.deconstruct()
    assert name == "MadeTogether"
    assert [type(one) for one in given[0]] == [type(one) for one in operations()]
