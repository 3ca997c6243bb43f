"""Tests of what is handed to those on duty, and of what every public form says."""
