"""Tests of the publishing register."""
