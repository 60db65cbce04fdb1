"""What is said when a server is not there, goes away, is full, or is not for this."""

import os
import threading
from pathlib import Path

import pytest
import redis
from redis_server import Server

import newskit
from newskit.article import Article
from newskit.errors import StoreError, UsageError
from newskit.memory import open_store
from newskit_redis import server as module
from newskit_redis.cells import UNDONE
from newskit_redis.place import parse


def article(name: str, day: int = 1) -> Article:
    text = " ".join(f"{name}{n} {name}said" for n in range(40))
    return Article(text, id=name, published=f"2026-03-{day:02}")


def ids(url: str) -> list[str]:
    with open_store(url) as store:
        return [each.article.id for each in store.everything()]


# Places


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("redis://h/desk", r"redis://h/desk: /desk is no number .*\?namespace=desk\)"),
        ("redis://u:secret@h/0?x=1", r"redis://u:\*\*\*@h/0: there is no option x"),
        ("redis://h?namespace=a%20b", "namespace=a b: use letters"),
        ("redis://h?expire=3x", "expire"),
        ("redis://h?expire=2026-01-01", "expire=2026-01-01: give a time, as 90d"),
        ("redis:///0", "name a server"),
        ("redis://h:port/0", "port"),
        ("unix://?db=1", "name a server"),
    ],
)
def test_a_url_that_cannot_be_right_is_refused(url: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as error, open_store(url):
        pass
    assert "secret" not in str(error.value)


def test_a_password_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDISCLI_AUTH", "a@b:c")
    assert parse("redis://h:1/0").url == "redis://:a%40b%3Ac@h:1/0?"
    assert parse("redis://u:own@h/0").url == "redis://u:own@h/0?"


def test_namespaces_are_stores_of_their_own(server) -> None:
    for name in ("sport", "city"):
        newskit.dedupe([article(name)], store=server.url(namespace=name))
    assert ids(server.url(namespace="sport")) == ["sport"]
    assert {key.split(b":")[1] for key in server.client().scan_iter()} == {b"{sport}", b"{city}"}


def test_a_socket_is_a_server(tmp_path: Path) -> None:
    socket = f"/tmp/newskit-{os.getpid()}.sock"
    server = Server(tmp_path, "--unixsocket", socket)
    try:
        newskit.dedupe([article("a")], store=f"unix://{socket}?db=2")
        assert ids(f"unix://{socket}?db=2") == ["a"]
    finally:
        server.kill()
        Path(socket).unlink(missing_ok=True)


# Servers


def test_no_server_is_said_at_once_and_without_the_password() -> None:
    with pytest.raises(StoreError) as error:
        newskit.dedupe([article("a")], store="redis://u:secret@127.0.0.1:1/0")
    assert "store redis://u:***@127.0.0.1:1/0 (newskit-redis" in str(error.value)
    assert "no server there" in str(error.value) and "secret" not in str(error.value)


def test_a_server_that_stays_away_is_said_in_one_line(server, monkeypatch) -> None:
    monkeypatch.setattr(module, "AWAY", 0.3)
    newskit.dedupe([article("a")], store=server.url())
    went_away = r"went away and stayed away.*\(run again"
    with pytest.raises(StoreError, match=went_away) as error, open_store(server.url()) as store:
        newskit.dedupe([article("b")], store=store)
        server.kill()
    assert "\n" not in str(error.value)
    server.start()
    assert ids(server.url()) == ["a"]


def test_a_wrong_password_is_said(own: Server) -> None:
    newskit.dedupe([article("a")], store=own.url())
    own.client().config_set("requirepass", "right")
    with pytest.raises(StoreError, match=r"wants a password.*REDISCLI_AUTH"):
        ids(own.url())
    with pytest.raises(StoreError, match="password is wrong"):
        ids(own.url().replace("//", "//:wrong@"))
    assert ids(own.url().replace("//", "//:right@")) == ["a"]


def test_a_full_server_remembers_nothing_of_a_run(own: Server) -> None:
    newskit.dedupe([article("a")], store=own.url())
    own.client().config_set("maxmemory", "1mb")
    with pytest.raises(StoreError, match="no memory left; nothing of this run is remembered"):
        newskit.dedupe([article("b")], store=own.url())
    own.client().config_set("maxmemory", "0")
    assert ids(own.url()) == ["a"]


def test_a_server_that_throws_away_is_refused(own: Server) -> None:
    own.client().config_set("maxmemory", "100mb")
    own.client().config_set("maxmemory-policy", "allkeys-lru")
    with pytest.raises(StoreError, match="set maxmemory-policy to noeviction"):
        newskit.dedupe([article("a")], store=own.url())


def test_a_replica_takes_nothing(own: Server, server) -> None:
    own.client().replicaof("127.0.0.1", server.port)
    with pytest.raises(StoreError, match="is a replica"):
        newskit.dedupe([article("a")], store=own.url())


def test_a_user_may_have_few_rights(own: Server) -> None:
    """Those that the README names."""
    rules = "on >pw ~newskit:* -@all +@read +@write +@transaction +@connection +eval +evalsha"
    own.client().execute_command("ACL", "SETUSER", "desk", *rules.split())
    url = own.url().replace("//", "//desk:pw@")
    newskit.stories([article("a")], store=url)
    assert ids(url) == ["a"]
    with open_store(url) as store:
        assert store.figures()["log"] == "unknown"


# Writers, readers


def test_who_waits_too_long_is_told(server, monkeypatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    with open_store(server.url()) as store:
        store.begin()
        with pytest.raises(StoreError, match="another process writes to it"):
            newskit.dedupe([article("b")], store=server.url())
        newskit.dedupe([article("a")], store=store)
    assert ids(server.url()) == ["a"]


def test_who_reads_for_too_long_is_told(server) -> None:
    newskit.dedupe([article("a")], store=server.url())
    with open_store(server.url()) as reader:
        assert reader.count([(0, 10**6)]) == 1
        newskit.dedupe([article("b")], store=server.url())
        assert reader.count([(0, 10**6)]) == 1
        (left,) = server.client().keys("*undo:2")
        assert 0 < server.client().ttl(left) <= UNDONE
        newskit.dedupe([article("c")], store=server.url())
        server.client().delete("newskit:{newskit}:undo:3")
        with pytest.raises(StoreError, match="changed while it was read"):
            reader.count([(0, 10**6)])


def test_nothing_is_written_when_nothing_is_new(server) -> None:
    newskit.dedupe([article("a")], store=server.url())
    before = server.client().get("newskit:{newskit}:head")
    newskit.dedupe([article("a")], store=server.url())
    assert server.client().get("newskit:{newskit}:head") == before


def test_no_key_is_left_behind_by_a_run_that_failed(server) -> None:
    with pytest.raises(KeyError), open_store(server.url()) as store:
        newskit.dedupe([article("a")], store=store)
        raise KeyError
    assert server.client().dbsize() == 0
    assert threading.active_count() < 10


# What is old


def test_what_is_old_expires_but_not_what_copies_need(server) -> None:
    url = server.url(expire="3d")
    newskit.dedupe([article("old"), article("kept")], store=url)
    copy = Article(article("kept").text, id="copy", published="2026-03-09")
    newskit.dedupe([copy], store=url)
    assert ids(url) == ["copy", "kept"]
    newskit.dedupe([article("new", 20)], store=url)
    assert ids(url) == ["new"]
    with open_store(url) as store:
        assert list(store.check()) == []


def test_the_index_of_what_is_old_goes(server) -> None:
    url = server.url(expire="9d")
    newskit.dedupe([article("old")], store=url)
    parts = {*server.client().keys("*index:*")}
    assert parts
    late = Article(article("late").text, id="late", published="2026-08-01")
    newskit.dedupe([late, Article("Two words.", id="b", published="2026-07-30")], store=url)
    assert not parts & {*server.client().keys("*index:*")}


# The disk


@pytest.mark.parametrize(("answer", "is_well"), [([1, 0], True), ([0, 0], False)])
def test_a_server_that_can_tell_is_asked_whether_the_disk_has_it(
    server, monkeypatch, answer: list[int], is_well: bool
) -> None:
    """Redis has WAITAOF from 7.2 on; this one is told to answer as if."""
    real, asked = redis.Redis.execute_command, []

    def execute_command(self: redis.Redis, *command: object, **options: object) -> object:
        if command[0] != "WAITAOF":
            return real(self, *command, **options)
        asked.append((command, server.client().exists("newskit:{newskit}:head")))
        return answer

    monkeypatch.setattr(redis.Redis, "execute_command", execute_command)
    if is_well:
        newskit.dedupe([article("a")], store=server.url())
    else:
        with pytest.raises(StoreError, match="did not write it to its disk"):
            newskit.dedupe([article("a")], store=server.url())
    assert asked == [(("WAITAOF", 1, 0, 30_000), 1)]
    assert ids(server.url()) == ["a"]
