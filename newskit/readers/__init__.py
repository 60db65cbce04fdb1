"""Bytes to articles, a file for each format."""
