"""The site an article is from, as far as its URL tells."""

from urllib.parse import urlsplit


def host_of(url: str | None) -> str:
    """Give the host of a URL in lower case and without `www.`; empty when there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")
