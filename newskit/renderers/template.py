"""A digest in a form of the user's own: a Jinja template, which reaches nothing but the digest."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, TextIO

from newskit.document import Digest
from newskit.errors import UsageError
from newskit.renderers.plain import day
from newskit.text.line import one_line
from newskit.text.links import web

if TYPE_CHECKING:
    import jinja2

_MARKUP = re.compile(r"\.(html?|xhtml|xml|svg|atom|rss)(\.(j2|jinja2?))?$")
"""Names of templates in which what is filled in is escaped."""


class Template:
    """A renderer that fills a template.

    It is given what the JSON form has (`title`, `date`, `stories`; all of it as `digest`), and the
    filters `day` (the day of a time), `line` (text as one line) and `web` (an address that may be
    a link, else nothing). Templates beside it can be included.

    Args:
        path: the template; what it shows is escaped when it is named for markup: `my.html.j2`.

    Raises:
        UsageError: it cannot be read, or is no template.
    """

    def __init__(self, path: "str | PathLike[str]") -> None:
        self._path = Path(path)
        with _blaming(self._path):
            self._template = _environment(self._path).get_template(self._path.name)

    def __call__(self, digest: Digest, stream: TextIO, /) -> None:
        """Fill the template and write the result.

        Raises:
            UsageError: the template asks for something that is not there.
        """
        record = digest.record()
        with _blaming(self._path):
            stream.write(self._template.render(record, digest=record))


@contextmanager
def _blaming(path: Path) -> Iterator[None]:
    """Turn what goes wrong in a template into one line that says where."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    try:
        yield
    except TemplateSyntaxError as error:
        raise UsageError(f"{error.filename or path}:{error.lineno}: {error.message}") from error
    except TemplateNotFound as error:
        own = "cannot be read" if path.exists() else "no such file"
        cause = own if error.name == path.name else f"there is no template {error.name}"
        raise UsageError(f"{path}: {cause}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
    except Exception as error:
        places = [f for f in extract_tb(error.__traceback__) if not f.filename.endswith(".py")]
        place = f"{places[-1].filename}:{places[-1].lineno}" if places else str(path)
        raise UsageError(f"{place}: {str(error) or type(error).__name__}") from error


def _environment(path: Path) -> "jinja2.Environment":
    from jinja2 import FileSystemLoader, TemplateNotFound
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Beside(FileSystemLoader):
        """Finds templates beside the one that is named; a link there may not lead elsewhere."""

        def get_source(self, *given: Any) -> Any:
            found = super().get_source(*given)
            file, folder = Path(found[1]), path.parent.resolve()
            if file.name != path.name and not file.resolve().is_relative_to(folder):
                raise TemplateNotFound(given[-1])
            return found

    environment = ImmutableSandboxedEnvironment(
        loader=Beside(path.parent),
        autoescape=lambda name: bool(name and _MARKUP.search(name)),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.undefined = _absent  # type: ignore[assignment]
    changes = {"day": day, "line": one_line, "web": web}
    environment.filters |= {name: _of_text(change) for name, change in changes.items()}
    return environment


def _of_text(change: Callable[[str], str | None]) -> Callable[[object], str]:
    """Make a filter of what changes a text; a key that is not there is an empty one."""
    return lambda value: change(str(value or "")) or ""


def _absent(*args: Any, **known: Any) -> "jinja2.Undefined":
    """Give what stands for a key that is not there: nothing. A name, though, must be right."""
    from jinja2 import StrictUndefined, Undefined

    return (Undefined if "obj" in known else StrictUndefined)(*args, **known)
