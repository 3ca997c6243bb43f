"""What a result is: it travels whole, and says why where it has no value."""

import importlib

import numpy as np
import pytest

from paramountcy.statistics.shape import (
    EVIDENCE,
    POINTS,
    SHARE,
    Estimate,
    LeftOut,
    Method,
    MissingEvidence,
    estimates,
    floats,
    normal_quantile,
)

METHOD = Method("Some method", "Somebody 1999")


def test_a_row_holds_how_the_number_was_made():
    row = Estimate(0.5, 0.4, 0.6, SHARE, METHOD, n=100).row()
    assert row == {
        "value": 0.5,
        "lower": 0.4,
        "upper": 0.6,
        "unit": "share",
        "confidence": 0.95,
        "method": "Some method",
        "source": "Somebody 1999",
        "n": 100,
        "why_not": "",
    }


def test_a_missing_value_is_null_with_its_reason_never_nought():
    many = estimates(
        [0.5, 0.0], [0.4, 0.0], [0.6, 0.0], unit=SHARE, method=METHOD, n=[10, 0], why_not=np.array(["", "none"], object)
    )
    frame = many.frame()
    assert frame["value"].to_list() == [0.5, None]
    assert frame["why_not"].to_list() == ["", "none"]
    assert many[1].value is None
    assert many[1].says == "not given: none"
    assert [one.value for one in many] == [0.5, None]


@pytest.mark.parametrize(
    ("lower", "upper", "says"),
    [
        (0.1, 0.9, "50.0% (95% interval 10.0% to 90.0%)"),
        (0.1, None, "50.0% (95% interval from 10.0% with no upper end)"),
        (None, 0.9, "50.0% (95% interval up to 90.0% with no lower end)"),
        (None, None, "50.0% (no 95% interval)"),
    ],
)
def test_an_interval_may_lack_an_end(lower, upper, says):
    assert Estimate(0.5, lower, upper, SHARE, METHOD, n=10).says == says


def test_the_confidence_is_told():
    assert "99.8% interval" in Estimate(0.5, 0.4, 0.6, SHARE, METHOD, n=10, confidence=0.998).says


def test_a_negative_value_has_a_real_minus_and_nought_has_none():
    assert POINTS.write(-0.025) == "−2.5 percentage points"
    assert POINTS.write(-0.0001) == "0.0 percentage points"


def test_a_missing_library_becomes_a_sentence():
    with pytest.raises(MissingEvidence, match=r"pip install 'paramountcy\[evidence\]'"), EVIDENCE:
        importlib.import_module("a_library_that_is_not_there")


def test_other_faults_are_not_hidden():
    with pytest.raises(ZeroDivisionError), EVIDENCE:
        raise ZeroDivisionError


def test_columns_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="not equally long"):
        floats([1, 2, 3], [1, 2])


@pytest.mark.parametrize("confidence", [0, 0.4, 1, 95])
def test_a_confidence_that_is_none_is_refused(confidence):
    with pytest.raises(ValueError, match="is not a confidence"):
        normal_quantile(confidence)


def test_what_is_left_out_is_named_but_not_without_end():
    assert LeftOut({}).says == ""
    assert LeftOut({"A": "not known"}).says == "Left out: A (not known)."
    assert LeftOut({str(n): "why" for n in range(20)}).says.endswith("and 8 more.")
