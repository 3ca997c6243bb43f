"""Where milestones and events stand, in words and colours; what may follow a step; and what the audit calls it."""

from paramountcy.web.guidance.programmes.models import Outlook, State

OPEN = (State.PLANNED, State.MOVED)
NEXT: dict[str, tuple[State, ...]] = {
    State.PLANNED: (State.MOVED, State.DONE, State.DIFFERENT, State.DROPPED),
    State.MOVED: (State.MOVED, State.DONE, State.DIFFERENT, State.DROPPED),
    State.DONE: (State.MOVED,),
    State.DIFFERENT: (State.MOVED,),
    State.DROPPED: (State.MOVED,),
}
"""What may follow: whatever was closed is planned anew by moving it to a day, with the reason."""

COLOURS: dict[str, str] = {
    State.PLANNED: "blue",
    State.MOVED: "yellow",
    State.DONE: "green",
    State.DIFFERENT: "green",
    State.DROPPED: "grey",
}
OUTLOOK_COLOURS: dict[str, str] = {
    Outlook.EXPECTED: "blue",
    Outlook.PAUSED: "yellow",
    Outlook.CHANGED: "yellow",
    Outlook.HAPPENED: "green",
    Outlook.FELL: "grey",
}
EVENT: dict[str, str] = {
    State.PLANNED: "plan milestone",
    State.MOVED: "move milestone",
    State.DONE: "reach milestone",
    State.DIFFERENT: "reach milestone",
    State.DROPPED: "drop milestone",
}
