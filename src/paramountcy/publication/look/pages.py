"""
The environment that all our pages are made in, and the files they load.

`base.html` is the page that all stand on; `macros.html` its parts. GOV.UK's own components are there too, as
`govuk_frontend_jinja/components/...`. A room adds its templates under its own name: `environment(site=loader)`.
"""

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import BaseLoader, ChainableUndefined, Environment, PackageLoader, PrefixLoader

from paramountcy.publication.look.build import STYLESHEET, NotBuilt

ASSETS = "assets"
"""The folder of the stylesheet and the icon, beside the pages."""
POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
"""What a page may load: our own stylesheet and pictures, and nothing else. No script at all."""

ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="6" fill="#12436d"/>
<circle cx="16" cy="10" r="4" fill="#ffffff"/>
<path d="M6 27a10 9 0 0 1 20 0z" fill="#ffffff"/>
</svg>
"""


def environment(**loaders: BaseLoader) -> Environment:
    """
    A Jinja environment, escaping everything, in which an unknown name is nothing rather than an error, as GOV.UK's
    components need. `loaders` are the templates of rooms, by the name that they stand under.
    """
    try:
        govuk = PackageLoader("govuk_frontend_jinja")
    except ModuleNotFoundError as wrong:
        raise NotBuilt("govuk-frontend-jinja is not installed: pip install 'paramountcy[publish]'") from wrong
    here = PackageLoader("paramountcy.publication.look")
    made = Environment(
        loader=PrefixLoader({"look": here, "govuk_frontend_jinja": govuk, **loaders}),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["policy"] = POLICY
    return made


@cache
def stylesheet() -> bytes:
    """The stylesheet. Raises NotBuilt where it has not been built at set-up."""
    try:
        return STYLESHEET.read_bytes()
    except OSError as wrong:
        raise NotBuilt(
            "the stylesheet has not been built here: run `python -m paramountcy.publication.look.build`, "
            "which needs npm or the Python package index, once."
        ) from wrong


@cache
def version() -> str:
    """A few characters that change when the stylesheet does, so that no browser keeps an old one."""
    return hashlib.sha256(stylesheet()).hexdigest()[:10]


def write_assets(folder: Path) -> None:
    """Put the stylesheet and the icon into `assets` of a folder of pages. Raises NotBuilt."""
    to = folder / ASSETS
    to.mkdir(parents=True, exist_ok=True)
    (to / "paramountcy.css").write_bytes(stylesheet())
    (to / "icon.svg").write_text(ICON, encoding="utf-8", newline="\n")
