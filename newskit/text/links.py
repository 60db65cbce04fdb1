"""Addresses that strangers gave: which may be a link, and how it is written."""

from urllib.parse import quote


def web(url: str | None) -> str | None:
    """Give an address as a link, with all quoted that could end it; None if it may be none.

    Only the web is linked: `javascript:` and `data:` are addresses, too.
    """
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    return quote(url, safe="/:?#@!$&'*+,;=%~-._[]", errors="replace")
