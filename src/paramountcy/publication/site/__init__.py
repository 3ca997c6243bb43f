"""
The site of an area: sentences, charts and tables that may be published, as a folder of plain pages.

>>> from paramountcy.publication.site import publish
>>> publish("Islington", "site/", made_on=date(2026, 4, 1), store="national/")      # doctest: +SKIP
"""

from paramountcy.publication.site.publishing import publish
from paramountcy.publication.site.shape import NotPublished

__all__ = ["NotPublished", "publish"]
