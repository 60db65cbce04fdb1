"""What a page says of its article: where it is from, its title, its time, its language."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d")
_JSON_TIME = re.compile(r'"datePublished"\s*:\s*"([^"\\]{16,40})"')
_SITE = re.compile(r"\s[|–—·-]\s|\s?：|\s\|")


def host(url: str | None) -> str | None:
    """Give the host of an address as it names a source: `www.` is left out."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def without_site(title: str | None, site: str | None, host_name: str | None) -> str | None:
    """Take the name of the site off the end of a title, as in "Ferry sails again - The Harbour"."""
    parts = _SITE.split(title or "")
    names = {letters(site), letters(host_name), letters((host_name or "").rpartition(".")[0])}
    if title and len(parts) > 1 and letters(parts[-1]) in names - {""}:
        return title[: -len(parts[-1])].rstrip(" |-–—·:：")
    return title


def name_of(site: str | None, host_name: str | None) -> str | None:
    """Give the name of a site; trafilatura makes one of the address where the page has none."""
    return None if host_name and host_name in (site or "").lower() else site


def letters(name: str | None) -> str:
    """Give the letters and digits of a name, by which spellings of it are compared."""
    return "".join(filter(str.isalnum, name or "")).lower()


def address_of(url: str | None) -> str | None:
    """Give an address on the web; None for what is none."""
    return url if url and url.startswith(("http://", "https://")) else None


def published(tree: "HtmlElement", page: str, day: str | None) -> str | None:
    """Give the time of publication; trafilatura finds the day, the page may know the hour."""
    for given in _times(tree, page):
        time = _TIME.match(given)
        if time and (day is None or time[1] == day):
            return given
    return day


def _times(tree: "HtmlElement", page: str) -> Iterator[str]:
    for element in tree.iter("meta", "time"):
        if _is_of_publication(element):
            yield (element.get("content") or element.get("datetime") or "").strip()
    yield from _JSON_TIME.findall(page)


def _is_of_publication(element: "HtmlElement") -> bool:
    said = (element.get("property"), element.get("name"), element.get("itemprop"))
    by_name = "article:published_time" in said[:2] or said[2] == "datePublished"
    return by_name or element.get("pubdate") is not None


def language(tree: "HtmlElement") -> str | None:
    """Give the language that a page says it is in."""
    tag = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    parts = tag.strip().replace("_", "-").split("-")
    return "-".join(parts) if re.fullmatch("[A-Za-z]{2,3}", parts[0]) else None
