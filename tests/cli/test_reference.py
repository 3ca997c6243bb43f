"""The reference page of the command line is made from the commands, and the one committed is current."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from paramountcy.cli import COMMANDS, app, command
from paramountcy.cli.reference import page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "command-line.md"


def test_the_committed_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs"


@pytest.mark.parametrize("name", COMMANDS)
def test_it_names_every_argument_and_option(name):
    section = page().partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    for param in command(name).params:
        for said in [param.metavar] if param.param_type_name == "argument" else param.opts:
            assert said.replace("|", "\\|") in section
        assert param.help, f"{param.name} has no help"
        assert param.help in section


def examples() -> list[str]:
    return re.findall(r"^paramountcy .+$", page(), re.MULTILINE)


@pytest.mark.parametrize("example", examples())
def test_every_example_can_be_parsed(example):
    _, name, *arguments = shlex.split(example)
    command(name).make_context(name, [argument for argument in arguments if argument != "[OPTIONS]"])


def test_the_app_has_the_commands_of_the_page():
    assert list(typer.main.get_command(app).commands) == list(COMMANDS)
