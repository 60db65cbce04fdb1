"""A Redis server that may go away and come back: what it says is said in one line."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from newskit.hooks import StoreError, UsageError
from newskit_redis.place import Place

if TYPE_CHECKING:
    from redis import Redis
    from redis.lock import Lock

AWAY = 30.0
"""Seconds for which a server that was there may be away."""

PATIENCE = 600.0
"""Seconds that a writer waits for another one."""

LEASE = 10.0
"""Seconds after which others go on when a writer is no more."""

TIMEOUT = 60.0
"""Seconds that an answer may take."""

Answer = TypeVar("Answer")


class Server:
    """A connection, made when it is first needed, and the right to write.

    Args:
        place: where the server is, and which store on it.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self._client: Redis | None = None
        self._lock: Lock | None = None
        self._ended = Event()
        self._keeper: Thread | None = None
        self._was_there = False

    def client(self) -> "Redis":
        """Give the client, which has one connection: what waits for a write follows it."""
        if self._client is None:
            self._client = _client(self.place, connections=1)
        return self._client

    def asked(self, do: Callable[["Redis"], Answer]) -> Answer:
        """Ask the server something that may be asked again, while it is away for a moment.

        Raises:
            StoreError: it stays away, or does not do it.
        """
        import redis

        with self.saying():
            until, pause = time.monotonic() + AWAY, 0.05
            while True:
                try:
                    answer = do(self.client())
                except (redis.ConnectionError, redis.TimeoutError) as error:
                    is_back_soon = self._was_there or isinstance(error, redis.BusyLoadingError)
                    wrong = isinstance(error, redis.AuthenticationError)
                    if wrong or not is_back_soon or time.monotonic() > until:
                        raise
                    time.sleep(pause)
                    pause = min(1.0, 2 * pause)
                else:
                    self._was_there = True
                    return answer

    def lock(self) -> None:
        """Become the one writer, waiting for another.

        The right to write is kept alive by a thread. If it is lost all the same, because this
        process stood still, what is written is refused by the head of the store.

        Raises:
            StoreError: another one writes for too long.
        """
        name = f"{self.place.prefix()}writer"
        self.asked(lambda client: client.ping())
        # With a connection of its own, which the thread uses.
        lock = _client(self.place, connections=2).lock(
            name, timeout=LEASE, sleep=0.02, blocking=False, thread_local=False
        )
        until = time.monotonic() + PATIENCE
        while not self.asked(lambda _: lock.acquire()):
            if time.monotonic() > until:
                raise StoreError("another process writes to it (try again when it has ended)")
            time.sleep(0.02)
        self._lock, self._ended = lock, Event()
        self._keeper = Thread(target=_keep, args=(lock, self._ended), daemon=True)
        self._keeper.start()

    def unlock(self) -> None:
        """Let others write; when the server is away they wait for the lease to end."""
        import redis

        lock, self._lock = self._lock, None
        if lock is None or self._keeper is None:
            return
        self._ended.set()
        self._keeper.join()
        with suppress(redis.RedisError):
            lock.release()
        lock.redis.connection_pool.disconnect()

    def refuse_eviction(self) -> None:
        """Check that the server throws nothing away when its memory is full.

        Raises:
            StoreError: it does.
        """
        memory = self._info("memory")
        policy = str(memory.get("maxmemory_policy", ""))
        if memory.get("maxmemory") and policy.startswith("allkeys"):
            raise StoreError(
                "the server throws away what it likes when its memory is full "
                f"(set maxmemory-policy to noeviction, not {policy})"
            )

    def figures(self) -> dict[str, object]:
        """Tell how well the server keeps what it is given."""
        import redis

        said = self._info("persistence")
        try:
            settings = self.asked(lambda client: client.config_get("appendfsync"))
        except (StoreError, redis.RedisError):
            settings = {}
        if said.get("aof_enabled"):
            log = f"fsync {settings.get('appendfsync', 'unknown')}"
        else:
            log = "none" if said else "unknown"
        return {"server": self._info("server").get("redis_version"), "log": log}

    def _info(self, section: str) -> dict[str, Any]:
        import redis

        def ask(client: Any) -> Any:
            try:
                return client.info(section)
            except redis.exceptions.NoPermissionError:
                return {}

        said: dict[str, Any] = self.asked(ask)
        return said

    def close(self) -> None:
        """Close the connections."""
        self.unlock()
        if self._client is not None:
            self._client.connection_pool.disconnect()
            self._client = None

    @contextmanager
    def saying(self) -> Iterator[None]:
        """Turn what the client raises into one line: cause, remedy; newskit says the place."""
        import redis

        try:
            yield
        except redis.RedisError as error:
            raise StoreError(_cause(error, self._was_there)) from error


def _client(place: Place, connections: int) -> "Redis":
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    given: dict[str, Any] = {"socket_timeout": TIMEOUT, "socket_connect_timeout": 10.0}
    try:
        pool: Any = redis.BlockingConnectionPool.from_url(
            place.url, max_connections=connections, retry=Retry(NoBackoff(), 0), **given
        )
        pool.make_connection()
    except (TypeError, ValueError, redis.RedisError) as error:
        raise UsageError(f"--store {place.shown}: {error}") from error
    return redis.Redis(connection_pool=pool)


def _keep(lock: "Lock", ended: Event) -> None:
    """Keep the right to write until it is given back; a server that is away is asked again."""
    import redis

    while not ended.wait(LEASE / 4):
        try:
            lock.reacquire()
        except (redis.exceptions.LockError, redis.ResponseError):
            return
        except redis.RedisError:
            continue


_CAUSES = {
    "OOM": "the server has no memory left; nothing of this run is remembered (give it more, forget "
    "old articles with 'newskit store prune' or ?expire=90d, and run again)",
    "MISCONF": "the server cannot write to its disk; nothing of this run is remembered (look into "
    "its log, and run again)",
    "READONLY": "is a replica, which takes no writes (name the primary)",
    "MOVED": "is one node of a cluster (name a server of its own, or the node with this store)",
    "WRONGTYPE": "other keys stand where those of the store should be (name another namespace)",
    "NOPERM": "this user may not do that (allow it the keys newskit:*, and commands as docs say)",
    "WRONGPASS": "the password is wrong (put it into the URL, or into REDISCLI_AUTH)",
    "NOAUTH": "wants a password (put it into the URL, or into REDISCLI_AUTH)",
    "LOADING": "is still loading its data (try again in a moment)",
}


def _cause(error: Exception, was_there: bool) -> str:
    """Give the cause of an error of the client, and the remedy."""
    import redis

    said = f"{error}".partition("\n")[0].strip(".") or type(error).__name__
    names = {
        redis.OutOfMemoryError: "OOM",
        redis.ReadOnlyError: "READONLY",
        redis.BusyLoadingError: "LOADING",
        redis.exceptions.NoPermissionError: "NOPERM",
        redis.exceptions.MovedError: "MOVED",
        redis.AuthenticationError: "WRONGPASS" if "invalid" in said else "NOAUTH",
    }
    for kind, name in names.items():
        if isinstance(error, kind):
            return _CAUSES[name]
    for name, cause in _CAUSES.items():
        if name in said:
            return cause
    if isinstance(error, redis.ConnectionError | redis.TimeoutError):
        if was_there:
            return f"the server went away and stayed away: {said} (run again when it is back)"
        return f"no server there: {said} (start it, or name another)"
    return said
