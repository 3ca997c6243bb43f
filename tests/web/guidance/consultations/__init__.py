"""Tests of consultations and events."""
