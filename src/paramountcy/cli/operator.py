"""`paramountcy operator`: what the people who look after the machine do, by name and with a reason."""

from typing import Annotated, Literal

import typer

from paramountcy.cli.application import application
from paramountcy.cli.terminal import Refused

EXAMPLES = (
    'paramountcy operator enrol --as "Jo Field" --reason "I look after this server"',
    'paramountcy operator first-administrator --as "Jo Field" --email a.lee@council.example --name "A Lee" '
    '--authority "Ambleford" --reason "Setting it up"',
    'paramountcy operator unlock --as "Jo Field" --email a.lee@council.example --reason "Rang me, call 1234"',
    'paramountcy operator list-people --as "Jo Field" --reason "Checking who has left"',
)
TAKES = {
    "enrol": ("--new",),
    "end": ("--operator",),
    "first-administrator": ("--email", "--name", "--authority"),
    "unlock": ("--email",),
    "reset-second-factor": ("--email",),
    "shut-out": ("--email",),
    "let-in": ("--email",),
    "list-people": (),
}
"""The options of each action, beside --as and --reason. All are needed, but for --new."""


def operator(
    action: Annotated[
        Literal[
            "enrol",
            "end",
            "first-administrator",
            "unlock",
            "reset-second-factor",
            "shut-out",
            "let-in",
            "list-people",
        ],
        typer.Argument(
            metavar="ACTION",
            help="enrol: make an operator, the first of all yourself. end: somebody is one no longer. "
            "first-administrator: invite them. unlock: let somebody try again who tried too often. "
            "reset-second-factor: they set one up anew. shut-out, let-in: whether somebody may sign in. list-people: "
            "who signs in.",
        ),
    ],
    *,
    as_: Annotated[str, typer.Option("--as", metavar="NAME", help="Your name, as an operator.")],
    reason: Annotated[str, typer.Option("--reason", metavar="WHY", help="Why. It is in the log, with your name.")],
    email: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="What the person signs in with, or will.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="For first-administrator: the name of the person.")
    ] = None,
    authority: Annotated[
        str | None, typer.Option(metavar="NAME", help="For first-administrator: their local authority.")
    ] = None,
    new: Annotated[str | None, typer.Option(metavar="NAME", help="For enrol: the next operator.")] = None,
    operator: Annotated[str | None, typer.Option(metavar="NAME", help="For end: who is one no longer.")] = None,
) -> None:
    """
    Look after the installation from a terminal of its machine: by name, with a reason, and in the log.

    An operator sees no record of a child. Make sure that it is really the person who asks before you unlock somebody
    or reset their second factor: ring them back on a number that you know.
    """
    given = {
        "--email": email,
        "--name": name,
        "--authority": authority,
        "--new": new,
        "--operator": operator,
    }
    for option, value in given.items():
        if value and option not in TAKES[action]:
            raise Refused(f"`paramountcy operator {action}` has no {option}.")
        if not value and option in TAKES[action] and option != "--new":
            raise Refused(f"`paramountcy operator {action}` needs {option}.")
    with application():
        from paramountcy.cli.operator_actions import do

        do(action, name=as_, reason=reason, given={option: value for option, value in given.items() if value})
