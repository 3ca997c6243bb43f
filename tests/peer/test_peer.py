"""Beside the peer, on returns with rule faults only: equal sets of (rule, child) where it has no known defect."""

import pytest

from bench import peer
from paramountcy.imagine import cin_return
from paramountcy.returns.cin.tables import CIN
from paramountcy.returns.write_xml import write
from paramountcy.terms.year import Year

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("year", peer.YEARS)
def test_equal_where_the_peer_has_no_known_defect(shared, tmp_path, year):
    if not peer.PYTHON.exists():
        pytest.skip("the peer is not installed: `make peer` puts it into an environment of its own")
    tables, _ = cin_return(children=2_500, year=Year.of(year), seed=7, faults=0.5)
    path = tmp_path / "return.xml"
    write(tables, CIN, path, year=Year.of(year))
    sound = [
        each
        for each in peer.compare(path, year, tmp_path)
        if each.known.status == "ok" and each.rule not in peer.OF_THE_RETURN
    ]
    assert [each for each in sound if each.only_ours or each.only_theirs] == []
    assert [each.rule for each in sound if each.both < peer.FEWEST_CHILDREN] == []
