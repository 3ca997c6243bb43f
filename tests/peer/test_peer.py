"""Beside the peer, on returns with rule faults only: equal sets of (rule, child) where it has no known defect."""

import pytest

from bench import peer

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("year", peer.YEARS)
def test_equal_where_the_peer_has_no_known_defect(shared, tmp_path, year):
    if not peer.PYTHON.exists():
        pytest.skip("the peer is not installed: `make peer` puts it into an environment of its own")
    sound = [each for each in peer.compare_all(year, tmp_path) if each.known.status == "ok"]
    assert len(sound) > 60
    assert [each for each in sound if each.only_ours or each.only_theirs] == []
    assert [each.rule for each in sound if each.both < peer.enough(each.rule)] == []
