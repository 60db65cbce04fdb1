"""What a stranger's store raises names it and its plugin; what others do is not its fault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from days import invented, on

import newskit
from newskit.errors import PluginError, StoreError, UsageError
from newskit.hooks import Stored, hookimpl
from newskit.host import Host
from newskit.stores.sqlite import SqliteStore


class Shaky(SqliteStore):
    """Fails where the place says."""

    def __init__(self, place: str) -> None:
        path, _, self._fails = place.partition("?")
        super().__init__(path)

    def newest(self, before: int | None = None) -> int | None:
        if self._fails == "newest":
            raise ConnectionError("gone away")
        return super().newest(before)

    def everything(self) -> Iterator[Stored]:
        yield from super().everything()
        raise KeyError("the end")

    def commit(self) -> None:
        if self._fails == "commit":
            raise StoreError("no room on host")
        super().commit()


@pytest.fixture
def host() -> Host:
    class Plugin:
        @hookimpl
        def newskit_stores(self) -> dict[str, object]:
            return {"shaky:": Shaky}

    host = Host(frozenset())
    host.register(Plugin(), "newskit-shaky", "2.0")
    return host


def test_a_method_that_fails_is_named(db: Path, host: Host) -> None:
    with pytest.raises(PluginError) as error:
        newskit.dedupe([on(1, invented(1), "a")], store=f"shaky:{db}?newest", host=host)
    assert "(newskit-shaky 2.0) failed: ConnectionError: gone away" in str(error.value)


def test_a_refusal_is_named(db: Path, host: Host) -> None:
    with pytest.raises(StoreError) as error:
        newskit.dedupe([on(1, invented(1), "a")], store=f"shaky:{db}?commit", host=host)
    assert str(error.value).endswith("(newskit-shaky 2.0): no room on host")


def test_what_fails_while_articles_are_given_is_named(db: Path, host: Host) -> None:
    newskit.dedupe([on(1, invented(1), "a")], store=f"shaky:{db}", host=host)
    with newskit.open_store(f"shaky:{db}", host=host) as store:
        every = store.everything()
        assert next(every).article.id == "a"
        with pytest.raises(PluginError, match=r"newskit-shaky.*KeyError"):
            next(every)


def test_the_error_of_who_uses_it_stays_what_it_is(db: Path, host: Host) -> None:
    with pytest.raises(KeyError), newskit.open_store(f"shaky:{db}", host=host) as store:
        store.begin()
        raise KeyError("mine")
    assert not newskit.dedupe([on(1, invented(1), "a")], store=db).against


def test_arguments_may_go_by_name(db: Path, host: Host) -> None:
    for day in (1, 2):
        newskit.dedupe([on(day, invented(day), f"a{day}")], store=f"shaky:{db}", host=host)
    with newskit.open_store(f"shaky:{db}", host=host) as store:
        assert store.newest(before=store.newest()) == store.newest() - 1


def test_a_kind_of_store_that_is_not_there_names_its_package_and_no_password(host: Host) -> None:
    with pytest.raises(UsageError, match=r"redis://u:\*\*\*@h/0: .*\(pip install newskit-redis\)"):
        newskit.dedupe([on(1, invented(1), "a")], store="redis://u:secret@h/0", host=host)
