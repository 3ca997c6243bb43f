from django.apps import AppConfig


class Notebook(AppConfig):
    name = "tests.web.notebook"
    label = "notebook"
    fields_are_sorted = True

    def ready(self):
        from paramountcy.web.access.records import Guard, guard
        from tests.web.notebook.models import Note

        guard(Guard("note", "note", Note, sensitivity="sensitivity", people="people__ref", page="notebook:note"))
