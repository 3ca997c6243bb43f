"""The database refuses to change or remove what is in the log, whoever asks."""

from django.db import migrations

TABLES = ("access_entry", "access_seal")
SQLITE = """
CREATE TRIGGER {table}_is_not_{done} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the log only grows: nothing in it is {done}'); END;
"""
FUNCTION = """
CREATE FUNCTION the_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the log only grows: nothing in it is changed or removed'; END $$;
"""
ROWS = """
CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION the_log_only_grows();
"""
WHOLE = """
CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION the_log_only_grows();
"""


def close(apps, editor):
    if editor.connection.vendor == "sqlite":
        for table in TABLES:
            for verb, done in (("UPDATE", "changed"), ("DELETE", "removed")):
                editor.execute(SQLITE.format(table=table, verb=verb, done=done))
    elif editor.connection.vendor == "postgresql":
        editor.execute(FUNCTION)
        for table in TABLES:
            editor.execute(ROWS.format(table=table))
            editor.execute(WHOLE.format(table=table))
    else:
        raise NotImplementedError(f"the log can't be kept safe in {editor.connection.vendor}: use SQLite or PostgreSQL")


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [migrations.RunPython(close)]
