"""The table of what was tried, in which every server process counts. Django's cache reads it; no model does."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_the_log_only_grows")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.CreateModel(
                    name="Limits",
                    fields=[
                        ("cache_key", models.CharField(max_length=255, primary_key=True)),
                        ("value", models.TextField()),
                        ("expires", models.DateTimeField(db_index=True)),
                    ],
                    options={"db_table": "access_limits"},
                )
            ]
        )
    ]
