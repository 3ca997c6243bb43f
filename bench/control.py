"""Disclosure control of one authority's five returns, and the attack on it, each by itself. Prints seconds."""

import sys
import time
from datetime import date
from pathlib import Path

from paramountcy.publication.disclosure.attack import attack
from paramountcy.publication.disclosure.protect import protect
from paramountcy.publication.site.gather import find_area, open_country
from paramountcy.publication.site.own import count, published_beside


def main(store: str, area_name: str, made_on: str, *files: str) -> int:
    on = date.fromisoformat(made_on)
    country = open_country(Path(store))
    area = find_area(area_name, country, on=on)
    paths = [Path(file) for file in files]
    counted = count(paths, area=area, on=on, country=country, version="bench", progress=lambda step, share: None)
    beside = published_beside(area, country, counted.figures)
    began = time.perf_counter()
    protected = protect(counted.figures, also_printed=beside)
    middle = time.perf_counter()
    found = attack(protected, also_printed=beside)
    print(f"{counted.figures.height} {middle - began:.1f} {time.perf_counter() - middle:.1f} {found.pinned.height}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
