"""Comparing articles: what they share, what each has alone, and where the wording differs."""
