"""
The command line: the same engine from a terminal.

A command is a module of its name here, with a function of its name whose parameters are its
arguments and options; to add one, write it and put a line in `COMMANDS`. A module is loaded when
its command is called, so that none pays for what another needs.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from paramountcy import __version__
from paramountcy.cli import terminal

COMMANDS = {
    "check": "Check returns: what is wrong, where, and what to do.",
    "rules": "List the rules, or read one.",
    "convert": "Take a return apart into its tables, values as sent.",
    "write": "Make a return from its tables.",
    "imagine": "Imagine a return about children who do not exist.",
    "compare": "Compare two returns: children, rows and findings that came, went or stayed.",
    "open": "Open a page on this machine to drop a return on.",
    "demo": "See the main job done on an imaginary authority.",
}
EXIT_CODES = {
    0: "nothing found, or queries only",
    1: "errors or structure findings",
    2: "not checked: unreadable, no year or no rules for it, or a request that makes no sense",
    3: "a fault of Paramountcy itself",
}
"""What a command ends with; of several files the highest. A stop with Ctrl-C ends with 130."""


class Group(TyperGroup):
    """All commands together. What goes wrong in any of them ends here, as a sentence and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        terminal.prepare()
        try:
            try:
                name = prog_name or "paramountcy"
                return super().main(args, name, complete_var, standalone_mode, windows_expand_args, **extra)
            finally:
                terminal.finish()
        except BaseException as wrong:
            if isinstance(wrong, SystemExit | KeyboardInterrupt):
                raise
            sys.exit(terminal.explain(wrong))


class Later(TyperCommand):
    """A command known by name and purpose only, until it is called."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        assert self.name is not None
        return command(self.name).make_context(info_name, args, parent, **extra)


def command(name: str) -> Any:
    """A command with its arguments and options, its module now loaded."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    module = import_module(f"paramountcy.cli.{name}")
    alone.command(name, epilog=terminal.block("Examples:", getattr(module, "EXAMPLES", [])))(getattr(module, name))
    return typer.main.get_command(alone)


app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


def _version(asked: bool) -> None:
    if asked:
        terminal.say(f"paramountcy {__version__}")
        raise typer.Exit


@app.callback(epilog=terminal.block("Exit codes:", [f"{code}  {meaning}" for code, meaning in EXIT_CODES.items()]))
def paramountcy(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """
    Check children in need census returns on your own machine.

    Nothing leaves it: no command uses a network.
    """


def _later() -> None:
    """Stands for a command that is not loaded yet."""


for _name, _purpose in COMMANDS.items():
    app.command(_name, cls=Later, help=_purpose)(_later)


def main() -> None:
    """Run the command that this program was called with, and end with its exit code."""
    app()
