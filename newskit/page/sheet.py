"""A page as one file that asks nobody for anything.

Style and script stand in the page, and its content security policy names their hashes: what else
a stranger's text might smuggle in would not run, and nothing is fetched. Everything a template
shows is escaped unless it is made here.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from newskit.pictures.dates import has_hour, moment
from newskit.text.language import detect
from newskit.text.line import one_line
from newskit.text.times import parse_time

if TYPE_CHECKING:
    from jinja2 import Environment

    from newskit.article import Article

LANGUAGE = "en"
"""What the page's own words are in."""

_HERE = Path(__file__).parent
_SUBTAG = re.compile(r"[a-z]{2,3}")

# What no page may hold, and half a character, which no file may.
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def write(template: str, stream: TextIO, **shown: object) -> None:
    """Fill a template of this folder and write the page.

    Args:
        template: its file name.
        stream: where to.
        shown: what it shows; strings are a stranger's, and escaped.
    """
    environment = _environment()
    stream.writelines(environment.get_template(template).generate(shown))


def language_of(article: "Article") -> str | None:
    """Give the language of an article for `lang`: None where it is the page's, or not known."""
    given = (article.language or "").replace("_", "-").partition("-")[0].strip().lower()
    found = given if _SUBTAG.fullmatch(given) else detect(article.text)
    return None if found == LANGUAGE else found


def when(time: str | None) -> str:
    """Give a time as people read it, `2 March 2026, 08:15 UTC`, or as it came."""
    parsed = parse_time(time)
    if parsed is None:
        return one_line(time or "")
    return f"{moment(parsed)} UTC" if has_hour(parsed) else moment(parsed)


def machine_time(time: str | None) -> str | None:
    """Give a time for `datetime`, None where it is not known."""
    parsed = parse_time(time)
    if parsed is None:
        return None
    return parsed.isoformat().replace("+00:00", "Z")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from newskit.pictures.look import STYLE

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = STYLE + "\n" + (_HERE / "page.css").read_text("utf-8")
    script = (_HERE / "page.js").read_text("utf-8")
    environment.globals |= {
        "language": LANGUAGE,
        "policy": _policy(style, script),
        "style": Markup(style),
        "script": Markup(script),
        "when": when,
        "machine_time": machine_time,
        "lang": lambda tongue: Markup(' lang="{}"').format(tongue) if tongue else "",
    }
    return environment


def _shown(value: object) -> object:
    """Give what a template shows; in strings, what is no text is the mark for that."""
    if not isinstance(value, str) or not _NO_TEXT.search(value):
        return value
    return type(value)(_NO_TEXT.sub("\ufffd", value))  # what is markup stays markup


def _policy(style: str, script: str) -> str:
    parts: Mapping[str, Iterable[str]] = {
        "default-src": ["'none'"],
        "style-src": [_hashed(style)],
        "script-src": [_hashed(script)],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(" ".join((name, *values)) for name, values in parts.items())


def _hashed(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
