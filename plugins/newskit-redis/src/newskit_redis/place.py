"""Where a store is: what its URL says to newskit, and what it says to the client of Redis."""

import os
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from newskit.hooks import UsageError

NAMESPACE = "newskit"
PASSWORD = "REDISCLI_AUTH"
"""Environment variable with the password, where the URL has none: that of `redis-cli`."""

_OPTIONS = {
    "db", "username", "client_name", "socket_timeout", "socket_connect_timeout",
    "ssl_keyfile", "ssl_certfile", "ssl_cert_reqs", "ssl_ca_certs", "ssl_ca_path",
    "ssl_check_hostname", "ssl_min_version",
}  # fmt: skip
"""What of the options of redis-py a URL may set."""


@dataclass(frozen=True, slots=True)
class Place:
    """A store on a server.

    Args:
        url: the server, as redis-py takes it.
        shown: the same without a password, for messages.
        namespace: which of the stores on the server.
        expire: how long before the newest day articles stay (`90d`), or None for ever.
    """

    url: str
    shown: str
    namespace: str = NAMESPACE
    expire: str | None = None

    def prefix(self) -> str:
        """Give what all keys of the store begin with; the braces keep them on one server."""
        return f"newskit:{{{self.namespace}}}:"


def parse(url: str) -> Place:
    """Read a URL of a store.

    Raises:
        UsageError: it says something that cannot be.
    """
    parts = urlsplit(url)
    try:
        _ = parts.port
    except ValueError as error:
        raise UsageError(f"--store {parts.scheme}://…: {error}") from error
    user, at, host = parts.netloc.rpartition("@")
    name = user.partition(":")[0]
    shown = f"{parts.scheme}://{name}{':***' * (':' in user)}{at}{host}{parts.path}"
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    namespace, expire = given.pop("namespace", NAMESPACE), given.pop("expire", None)
    if not re.fullmatch(r"[\w.-]+", namespace):
        raise UsageError(f"--store {shown}: namespace={namespace}: use letters, digits and . _ -")
    if expire is not None:
        from newskit.settings import parse_since_day

        if not isinstance(parse_since_day(expire, f"--store {shown}: expire"), float):
            raise UsageError(f"--store {shown}: expire={expire}: give a time, as 90d")
    if unknown := sorted(given.keys() - _OPTIONS):
        raise UsageError(
            f"--store {shown}: there is no option {unknown[0]} "
            f"(there are namespace, expire, {', '.join(sorted(_OPTIONS))})"
        )
    if parts.scheme != "unix" and not re.fullmatch(r"(/\d*)?", parts.path):
        raise UsageError(
            f"--store {shown}: {parts.path} is no number of a database (several stores in one: "
            f"?namespace={parts.path.strip('/')})"
        )
    if not (parts.path if parts.scheme == "unix" else parts.hostname):
        raise UsageError(f"--store {shown}: name a server, as in redis://localhost:6379/0")
    if ":" not in user and (secret := os.environ.get(PASSWORD)):
        user, at = f"{user}:{quote(secret, safe='')}", "@"
    of_client = f"{parts.scheme}://{user}{at}{host}{parts.path}?{urlencode(given)}"
    return Place(of_client, shown, namespace, expire)
