"""The reference page of the command line, made from the commands themselves."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from paramountcy.cli import COMMANDS, EXIT_CODES, command

NOTE = "*This page is generated from the code: change the code, then `make docs`.*"


def page() -> str:
    """The page docs/reference/command-line.md."""
    out = [
        "# The command line",
        "",
        "`paramountcy COMMAND --help` says the same in a terminal. No command uses a network,",
        "but for `national fetch`, which sends nothing of yours.",
        "`paramountcy --version` says which version it is; `paramountcy --install-completion` lets your shell complete",
        "commands and options.",
        "",
        "| command | what it does |",
        "| --- | --- |",
        *(f"| [{name}](#{name}) | {purpose} |" for name, purpose in COMMANDS.items()),
        "",
        *_exit_codes(),
    ]
    for name in COMMANDS:
        out += _section(name)
    return "\n".join([*out, NOTE, ""])


def _exit_codes() -> Iterator[str]:
    yield from ("## Exit codes", "", "Of several files the highest. A stop with Ctrl+C ends with 130.", "")
    yield from ("| code | means |", "| --- | --- |")
    yield from (f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items())
    yield from (
        "",
        "With `PARAMOUNTCY_DEBUG=1` in the environment a fault of Paramountcy prints its whole traceback, which may",
        "quote the return.",
        "",
    )


def _section(name: str) -> Iterator[str]:
    one = command(name)
    module = import_module(f"paramountcy.cli.{name.replace('-', '_')}")
    examples = getattr(module, "EXAMPLES", (f"paramountcy {name}",))
    arguments = [param for param in one.params if param.param_type_name == "argument"]
    options = [param for param in one.params if param.param_type_name == "option"]
    yield from (f"## {name}", "", one.help, "")
    yield from ("```console", *examples, "```", "")
    if arguments:
        yield from ("| argument | |", "| --- | --- |")
        yield from (f"| {_code(_place(param))} | {_help(param)} |" for param in arguments)
        yield ""
    if options:
        yield from ("| option | |", "| --- | --- |")
        yield from (f"| {_option(param)} | {_help(param)} |" for param in options)
        yield ""


def _place(argument: Any) -> str:
    name = argument.metavar or argument.name.upper()
    many = f"{name}..." if argument.nargs != 1 else name
    return many if argument.required else f"[{many}]"


def _option(option: Any) -> str:
    names = [*option.opts, *option.secondary_opts]
    value = "" if option.is_flag else f" {option.metavar or _choices(option) or option.name.upper()}"
    return ", ".join(_code(f"{name}{value}") for name in names)


def _choices(option: Any) -> str:
    return "|".join(str(getattr(choice, "value", choice)) for choice in option.type_descriptor.choices or ())


def _help(param: Any) -> str:
    said = param.help or ""
    if param.required and param.param_type_name == "option":
        return f"{said} Required."
    shown = param.default not in (None, False, "") and not param.multiple if hasattr(param, "multiple") else False
    return f"{said} Default: {param.default}." if shown and not param.is_flag else said


def _code(text: str) -> str:
    return f"`{text}`".replace("|", "\\|")
