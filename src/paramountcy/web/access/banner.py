"""What stands over every page while somebody reads by broken glass: until when, and how to end it."""

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup, escape

from paramountcy.web.access.asking import Access


def banner(access: Access, *, always: str = "") -> str:
    """The words over a page: those of the installation, and those of broken glass. "" where there are none."""
    words = [escape(always)] if always else []
    open_until = sorted(until for until in access.who.glass.values() if until > access.at)
    if open_until:
        until = timezone.localtime(open_until[-1])
        what = "a closed record" if len(open_until) == 1 else f"{len(open_until)} closed records"
        way = Markup('<a class="govuk-link" href="{}">End it now</a>').format(reverse("access:my_glass"))
        words.append(
            Markup("<strong>You have opened {} until {}.</strong> All that you read is noted. {}").format(
                what, f"{until:%H:%M}", way
            )
        )
    return Markup("<br>").join(words)
