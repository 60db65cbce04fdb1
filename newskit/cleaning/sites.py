"""The site an article is from, as far as its URL tells."""

from functools import lru_cache
from urllib.parse import urlsplit


def host_of(url: str | None) -> str:
    """Give the host of a URL in lower case and without `www.`; empty when there is none."""
    return _host("/".join(url.split("/", 3)[:3])) if url else ""


@lru_cache(1024)
def _host(site: str) -> str:
    """Give the host of a URL that is cut before its path: a feed has few of these."""
    try:
        host = urlsplit(site).hostname
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")
