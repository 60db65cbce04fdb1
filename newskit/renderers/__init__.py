"""A digest as Markdown, text or JSON."""
