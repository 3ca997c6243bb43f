"""
The pages of what can't be answered. Those of a fault ask nothing of the request or the database, which may be what is
at fault, and quote nothing.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render


def not_there(request: Any, exception: Exception) -> HttpResponse:
    """An address that leads nowhere."""
    return _page(request, 404, "Page not found", "If you typed the address, look whether it is right.")


def not_understood(request: Any, exception: Exception) -> HttpResponse:
    """A request that is not as a browser makes them, or under a name that is not ours."""
    return _page(None, 400, "This can’t be answered", "It was asked in a way, or under a name, that is not known here.")


def failed(request: Any) -> HttpResponse:
    """A fault of ours."""
    return _page(
        None,
        500,
        "Something went wrong here",
        "It is our fault. What you did may not have been kept: look before you do it again.",
        "If it comes back, tell whoever looks after this service when it was. What went wrong is in the server’s log.",
    )


def _page(request: Any, status: int, title: str, *says: str) -> HttpResponse:
    return render(request, "site/fault.html", {"title": title, "says": says}, status=status, using="paramountcy")
