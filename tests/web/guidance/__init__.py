"""Tests of the rooms of guidance."""
