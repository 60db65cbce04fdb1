"""Boilerplate: which spans of a text are no part of the story."""
