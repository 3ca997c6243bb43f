"""Consultations and events: questions, responses, and what became of them."""
