"""
The command line: the same engine from a terminal.

A command is a module of its name here (hyphens are underscores), with a function of its name whose parameters are
its arguments and options; to add one, write it and put a line in `COMMANDS`. A module is loaded when
its command is called, so that none pays for what another needs.
"""

import gc
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
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
    "national": "Load DfE's published tables, look a figure up, or fetch new ones.",
    "figures": "Write the month's report: true counts, and the children behind them.",
    "publish": "Make the site of an area, with nothing in it that would give a child away.",
    "open-data": "Write an area's figures as open data, or screen a file of anybody's.",
    "notes": "Read notes of a meeting: who, what, actions and decisions, each with how sure it is.",
    "lint-terms": "Check guidance for terms that are out of date, or that others are preferred to.",
    "serve": "Run the web application: who may see and do what, and who did.",
    "backup": "Copy everything the web application keeps, while it runs.",
    "restore": "Put a backup into an empty database.",
    "verify-audit": "Look whether the log of the web application is whole.",
    "operator": "Look after the web application, by name and with a reason.",
    "demo": "See the main jobs done on an imaginary authority, and walk through the pages.",
}
EXIT_CODES = {
    0: "nothing found, or queries only",
    1: "errors or structure findings",
    2: "not checked: unreadable, no year or no rules for it, or a request that makes no sense",
    3: "a fault of Paramountcy itself",
}
"""What a command ends with; of several files the highest. A stop with Ctrl-C ends with 130."""


def _ours(params: list[Any]) -> list[Any]:
    """
    Typer's arguments and options made quick and plain: paths are read here, and what was not given is not read at all.

    Typer loads pydantic even for those, which takes a tenth of a second; and its help shows Python's
    types to people who need not know them.
    """
    for param in params:
        vars(param).setdefault("process_value", _reader(param))
        if param.param_type_name == "argument":
            vars(param).setdefault("display_type_rich", lambda ctx: "")
    return params


def _reader(param: Any) -> Callable[[Any, Any], Any]:
    as_typer_does, kind = param.process_value, param.type_descriptor.annotation

    def read(context: Any, value: Any) -> Any:
        if value is not None and kind is Path:
            return _path(value)
        if value and kind == list[Path]:
            return [_path(each) for each in value]
        if param.required or (value and value != param.default):
            return as_typer_does(context, value)
        return value

    return read


def _path(text: str) -> Path:
    if not text:
        raise typer.BadParameter("a name is empty: give a file or a folder.")
    return Path(text)


class Group(TyperGroup):
    """All commands together. What goes wrong in any of them ends here, as a sentence and an exit code."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _ours(super().get_params(ctx))

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
            from paramountcy.cli.refusals import explain

            sys.exit(explain(wrong))


class Later(TyperCommand):
    """A command known by name and purpose only, until it is called."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        assert self.name is not None
        return command(self.name).make_context(info_name, args, parent, **extra)


class Command(TyperCommand):
    """A command with its arguments and options."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _ours(super().get_params(ctx))


def command(name: str) -> Any:
    """The command of this name, its module now loaded."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    function = name.replace("-", "_")
    module = import_module(f"paramountcy.cli.{function}")
    examples = terminal.block("Examples:", getattr(module, "EXAMPLES", [f"paramountcy {name}"]))
    alone.command(name, cls=Command, epilog=examples)(getattr(module, function))
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
    Check children's social care returns, count what they tell, and publish what may be known.

    All on your own machine. Nothing leaves it: no command uses a network, but for `national fetch`, which sends nothing
    of yours.
    """


def _later() -> None:
    """Stands for a command that is not loaded yet."""


for _name, _purpose in COMMANDS.items():
    app.command(_name, cls=Later, help=_purpose)(_later)


def main() -> None:
    """Run the command that this program was called with, and end with its exit code."""
    gc.set_threshold(100_000)  # to look for cycles as often as usual takes a tenth of a short check
    app()
