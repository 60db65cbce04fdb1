"""What no installed reader reads: what it is called, and the package that reads it.

Read as plain text it would be taken for prose, so it is named instead.
"""

import re
from pathlib import Path

PACKAGES = {
    **dict.fromkeys(
        (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".rss", ".atom", ".rdf"), "newskit-web"
    ),
    **dict.fromkeys((".warc", ".parquet"), "newskit-archive"),
}
"""Suffixes, and the first-party package whose reader has them."""

_OTHERS = (".xml", ".opml", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".zip", ".tar", ".tgz", ".arc")
_CONTENTS = (
    (rb"(?>(?:<\?xml[^>]*>|<!--.*?-->|\s)*)<!doctype\s+html|\s*(?:<\?xml[^>]*>\s*)?<html\b", "HTML",
     "newskit-web"),
    (rb"(?>(?:<\?xml.*?\?>|<!--.*?-->|<!doctype[^>]*>|\s)*)<(?:rss|feed|channel|[a-z]+:rdf)\b",
     "feeds", "newskit-web"),
    (rb"\s*<(?:\?xml|!doctype)\b", "XML of this kind", ""),
    (rb"WARC/\d", "WARC", "newskit-archive"),
    (rb"PAR1", "Parquet", "newskit-archive"),
    (rb"%PDF-", "PDF", ""),
    (rb"PK\x03\x04", "ZIP archives", ""),
)  # fmt: skip
_KNOWN = [
    (re.compile(rb"(?:\xef\xbb\xbf)?" + pattern, re.IGNORECASE | re.DOTALL), kind, package)
    for pattern, kind, package in _CONTENTS
]
_TAR = slice(257, 262)


def foreign_suffix(suffix: str) -> bool:
    """Tell whether files with a suffix are surely no plain text."""
    return suffix in PACKAGES or suffix in _OTHERS


def foreign(head: bytes) -> tuple[str, str] | None:
    """Name what bytes are, and the package that reads it, if they are surely no plain text."""
    if head[_TAR] == b"ustar":
        return "TAR archives", ""
    return next(((kind, package) for p, kind, package in _KNOWN if p.match(head)), None)


def what_reads(name: str, head: bytes) -> tuple[str, str]:
    """Say for what there is no reader, and what the user can do.

    Args:
        name: the file, without a suffix of compression.
        head: its first bytes.
    """
    suffix = Path(name).suffix
    kind, package = f"{suffix} files", PACKAGES.get(suffix.lower(), "")
    if not package and (found := foreign(head)):
        kind, package = found
    remedy = f"pip install {package}" if package else "--reader names one"
    return f"no reader for {kind}", remedy
