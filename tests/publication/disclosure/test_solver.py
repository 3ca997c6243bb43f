"""The solver: what it gives, and that it says nothing."""

import ctypes
import os
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.sparse import csr_array

from paramountcy.publication.disclosure.solver import Programme, silent


def programme(cost: list[float], sums: list[list[float]], most: list[float], upper: float) -> Programme:
    size = len(cost)
    ends = np.full(len(most), -np.inf), np.array(most, dtype=float)
    return Programme(np.array(cost), csr_array(np.array(sums)), *ends, np.zeros(size), np.full(size, upper))


def test_a_programme_is_solved_in_whole_numbers_or_not():
    """Three of a kind in a box of 10, worth 2 and 3, that weigh 4 and 7."""
    knapsack = programme([-2, -3], [[4, 7]], [10], 3)
    assert knapsack.solved().tolist() == [2, 0]
    assert (knapsack.relaxed() @ [2, 3]) == pytest.approx(5)


def test_what_has_no_solution_has_none():
    assert programme([1], [[1]], [-1], 3).solved() is None
    assert programme([1], [[1]], [-1], 3).relaxed() is None


@pytest.mark.skipif(os.name == "nt", reason="the C library is asked for otherwise there")
def test_what_the_solver_prints_past_python_is_not_seen(capfd, monkeypatch):
    def loud(*_, **__):
        ctypes.CDLL(None).printf(b"a complaint of the solver\n")
        return SimpleNamespace(x=np.zeros(1))

    monkeypatch.setattr("scipy.optimize.milp", loud)
    print("before")
    programme([1], [[1]], [1], 3).relaxed()
    print("after")
    assert capfd.readouterr().out == "before\nafter\n"


def test_output_comes_back_where_the_solver_fails(capfd):
    def failing() -> None:
        with silent():
            os.write(1, b"lost")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    os.write(1, b"seen")
    assert capfd.readouterr().out == "seen"
