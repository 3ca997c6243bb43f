"""
The environment that all our pages are made in, and the files they load.

`look/base.html` is the page that all stand on and `look/macros.html` its parts. GOV.UK's own components are there too,
as `govuk_frontend_jinja/components/...`. A room adds its templates under its own name: `environment(site=loader)`.
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from jinja2 import BaseLoader, ChainableUndefined, Environment, PackageLoader, PrefixLoader, UndefinedError

from paramountcy.publication.look.build import COMMAND, ICON, STYLESHEET, NotBuilt
from paramountcy.publication.look.table_body import shown, table_body

ASSETS = "assets"
"""The folder of the stylesheet and the icon, beside the pages."""
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""
What a page may load: our stylesheet and our pictures. No script, no frame, nothing from elsewhere. Chromium and Firefox
take 'self' to hold for a page opened from a folder too.
"""


class Unknown(ChainableUndefined):
    """
    Something that a template names and was not given. It is false, and may be asked for what it holds, as GOV.UK's
    components do with what they are given; to print it, or go through it, is an error unless it was missing from a
    mapping: so a misspelt variable or field of ours can't leave a hole in a page.
    """

    __slots__ = ()

    def __str__(self) -> str:
        self._forgive()
        return ""

    def __iter__(self) -> Iterator[Any]:
        self._forgive()
        return iter(())

    def _forgive(self) -> None:
        if self._undefined_name is not None and not isinstance(self._undefined_obj, Mapping):
            raise UndefinedError(self._undefined_message)


def environment(**loaders: BaseLoader) -> Environment:
    """
    A Jinja environment that escapes every text and shows its hidden characters. `loaders` are the templates of rooms,
    by the name that they stand under. Raises NotBuilt where GOV.UK's components are not installed.
    """
    try:
        govuk = PackageLoader("govuk_frontend_jinja")
    except ModuleNotFoundError as wrong:
        raise NotBuilt("govuk-frontend-jinja is not installed: pip install 'paramountcy[publish]'") from wrong
    here = PackageLoader("paramountcy.publication.look")
    made = Environment(
        loader=PrefixLoader({"look": here, "govuk_frontend_jinja": govuk, **loaders}),
        autoescape=True,
        finalize=shown,
        undefined=Unknown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    cast("dict[str, Any]", made.globals).update(policy=POLICY)
    cast("dict[str, Any]", made.filters).update(table_body=table_body)
    return made


def stylesheet() -> bytes:
    """The stylesheet. Raises NotBuilt where it has not been built at set-up."""
    try:
        return STYLESHEET.read_bytes()
    except OSError as wrong:
        raise NotBuilt(
            f"the stylesheet of our pages has not been built here. Build it once, with a network: {COMMAND}"
        ) from wrong


def write_assets(folder: Path) -> None:
    """Put the stylesheet and the icon into `assets` of a folder of pages. Raises NotBuilt."""
    stylesheet()
    to = folder / ASSETS
    to.mkdir(parents=True, exist_ok=True)
    for file in (STYLESHEET, ICON):
        shutil.copyfile(file, to / file.name)
