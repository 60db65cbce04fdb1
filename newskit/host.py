"""Plugins: find them, keep a broken one from hurting the rest, look names up, list what is there.

Built-in names are looked up first and need no scan of the installed packages (which costs about
as much time as everything else a short command does). Third-party entry points are loaded each in
its own `try`, and hook implementations are called one by one: pluggy alone would let the first
that raises stop all others.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import pluggy

from newskit import __version__, builtin
from newskit.errors import NO_FAILURE, NewskitError, PluginError, UsageError, reason_of
from newskit.hookspecs import KINDS, PROJECT, HookSpecs
from newskit.watch import Watch

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

BUILTIN = "newskit"
ALLOW_LIST = "NEWSKIT_PLUGINS"
"""Environment variable: the packages whose plugins are loaded, with commas; empty for none."""


class Offer(NamedTuple):
    """One thing a plugin adds; `error` says why its plain name cannot be used, if so."""

    kind: str
    name: str
    target: Any
    plugin: str
    error: str = ""

    def qualified(self) -> str:
        """Give the name that is never ambiguous."""
        return self.name if self.plugin == BUILTIN else f"{self.plugin}:{self.name}"


class Plugin:
    """An installed plugin: what it adds, and why it failed if it did."""

    def __init__(self, name: str, version: str = "", error: str = "") -> None:
        self.name = name
        self.version = version
        self.error = error
        self.offers: list[Offer] = []


class Host:
    """The plugins of one process.

    Args:
        allow: the packages whose plugins are loaded; None for all that are installed.

    Attributes:
        watch: what looks after plugins while their code runs.
    """

    def __init__(self, allow: frozenset[str] | None = None) -> None:
        self.watch = Watch()
        self._allow = allow
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(HookSpecs)
        self._plugins: dict[str, Plugin] = {}
        self._scanned = False
        self.register(builtin, BUILTIN, __version__)

    @classmethod
    def from_environment(cls) -> "Host":
        """Make a host that loads what `NEWSKIT_PLUGINS` allows, or all when it is not set."""
        allowed = os.environ.get(ALLOW_LIST)
        if allowed is None:
            return cls()
        return cls(frozenset(_canonical(name) for name in allowed.split(",") if name.strip()))

    def register(self, thing: object, name: str, version: str = "") -> Plugin:
        """Register a module or object with hook implementations; a failure is kept, not raised."""
        plugin = self._plugins[name] = Plugin(name, version)
        # Built-in hooks are names and nothing else; each command would wait for the look at them.
        over = nullcontext() if name == BUILTIN else self.watch.over(f"plugin {name} {version}")
        with over:
            self._register(thing, plugin)
        return plugin

    def plugins(self) -> list[Plugin]:
        """List all plugins, the built-ins first, then by name."""
        self._scan()
        return sorted(self._plugins.values(), key=lambda p: (p.name != BUILTIN, p.name))

    def loaded(self) -> list[Plugin]:
        """List the plugins that are known by now, by name; none is looked for."""
        return sorted(self._plugins.values(), key=lambda plugin: plugin.name)

    def names(self, kind: str) -> list[str]:
        """List the names that can be chosen for a kind of thing, the built-ins first."""
        return [
            offer.name
            for plugin in self.plugins()
            for offer in plugin.offers
            if offer.kind == kind and not offer.error
        ]

    def strangers(self, kind: str) -> list[str]:
        """List the names, never ambiguous, of what plugins add to the built-in things."""
        return [
            offer.qualified()
            for plugin in self.plugins()
            for offer in plugin.offers
            if offer.kind == kind and plugin.name != BUILTIN
        ]

    def builtins(self, kind: str) -> dict[str, Any]:
        """Give the built-in things of a kind by name, not imported yet."""
        offers = self._plugins[BUILTIN].offers
        return {offer.name: offer.target for offer in offers if offer.kind == kind}

    def get(self, kind: str, name: Any) -> Any:
        """Look a thing up by its name (`name` or `package:name`) and import it.

        Anything but a string is the thing itself and is given back.

        Raises:
            UsageError: no plugin offers that name, or several do.
            PluginError: the thing cannot be imported.
        """
        if not isinstance(name, str):
            return name
        offer, argument = self._resolve(kind, name)
        if offer is None:
            raise UsageError(self._unknown(kind, name))
        thing = self._load(offer)
        return thing if argument is None else self._made(offer, thing, argument)

    def owner(self, kind: str, name: Any) -> str:
        """Name the plugin behind a chosen thing, for messages."""
        if not isinstance(name, str):
            return getattr(name, "__module__", "") or "a callable"
        offer, _ = self._resolve(kind, name)
        return self._called(offer) if offer else name

    def is_builtin(self, kind: str, name: Any) -> bool:
        """Tell whether a chosen thing ships with newskit; one given in Python does not."""
        offer, _ = self._resolve(kind, name) if isinstance(name, str) else (None, None)
        return offer is not None and offer.plugin == BUILTIN

    def _register(self, thing: object, plugin: Plugin) -> None:
        try:
            self._manager.register(thing, plugin.name)
            _refuse_unknown_hooks(self._manager, thing)
        except NO_FAILURE:
            raise
        except BaseException as error:
            plugin.error = _reason(error)
            if self._manager.is_registered(thing):
                self._manager.unregister(thing)
            return
        for kind, hook in KINDS.items():
            try:
                plugin.offers.extend(self._offers(kind, hook, plugin.name))
            except NO_FAILURE:
                raise
            except BaseException as error:
                reason = f"{hook}: {_reason(error)}"
                plugin.error = f"{plugin.error}; {reason}" if plugin.error else reason

    def _offers(self, kind: str, hook: str, plugin: str) -> Iterator[Offer]:
        for implementation in getattr(self._manager.hook, hook).get_hookimpls():
            if implementation.plugin_name != plugin:
                continue
            catalogue = implementation.function()
            reserved = self.builtins(kind) if plugin != BUILTIN else {}
            for name, target in dict(catalogue or {}).items():
                if not isinstance(name, str):
                    raise TypeError(f"{name!r} is no name")
                if kind == "setting" and type(target) not in (bool, int, float, str, list):
                    raise TypeError(f"{name} = {target!r} is no value of a setting")
                error = f"{name} is a built-in name, use {plugin}:{name}"
                yield Offer(kind, name, target, plugin, error if name in reserved else "")

    def _resolve(self, kind: str, name: str) -> tuple[Offer | None, str | None]:
        """Find what a name means: a built-in, with or without an argument, before a stranger's."""
        for find in (self._builtin, self._find):
            for known, argument in _readings(name):
                offer = find(kind, known)
                if offer is not None:
                    return offer, argument
        return None, None

    def _builtin(self, kind: str, name: str) -> Offer | None:
        for offer in self._plugins[BUILTIN].offers:
            if offer.kind == kind and offer.name == name:
                return offer
        return None

    def _find(self, kind: str, name: str) -> Offer | None:
        self._scan()
        offers = [o for p in self._plugins.values() for o in p.offers if o.kind == kind]
        for offer in offers:
            if offer.qualified() == name:
                return offer
        same = [offer for offer in offers if offer.name == name]
        if len(same) > 1:
            choices = " or ".join(sorted(offer.qualified() for offer in same))
            raise UsageError(f"{kind} {name!r} is offered by several plugins: say {choices}")
        return same[0] if same else None

    def _load(self, offer: Offer) -> Any:
        if not isinstance(offer.target, str):
            return offer.target
        module, _, attribute = offer.target.partition(":")
        with self._using(offer, "cannot be used"):
            return getattr(import_module(module), attribute)

    def _made(self, offer: Offer, factory: Any, argument: str) -> Any:
        with self._using(offer, "failed"):
            return factory(argument)

    @contextmanager
    def _using(self, offer: Offer, failed: str) -> Iterator[None]:
        who = f"{offer.kind} {offer.name!r} of {self._called(offer)}"
        try:
            with nullcontext() if offer.plugin == BUILTIN else self.watch.over(who):
                yield
        except (*NO_FAILURE, NewskitError):
            raise
        except BaseException as error:
            raise PluginError(f"{who} {failed}: {_reason(error)}", named=True) from error

    def _called(self, offer: Offer) -> str:
        plugin = self._plugins[offer.plugin]
        return f"{plugin.name} {plugin.version}".strip()

    def _unknown(self, kind: str, name: str) -> str:
        import difflib

        names = self.names(kind)
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(names)}"
        broken = [plugin.name for plugin in self._plugins.values() if plugin.error]
        if broken:
            hint += f"; failed to load: {', '.join(broken)}, see 'newskit plugins'"
        return f"no {kind} is named {name!r} ({hint})"

    def _scan(self) -> None:
        if self._scanned:
            return
        self._scanned = True
        if self._allow is not None and not self._allow:
            return
        for entry, name, version in _installed():
            allowed = self._allow is None or not self._allow.isdisjoint(
                {_canonical(name), _canonical(entry.name)}
            )
            if allowed and name != BUILTIN:
                self._load_entry(entry, self._free_name(name, entry.name), version)

    def _load_entry(self, entry: "EntryPoint", name: str, version: str) -> None:
        try:
            with self.watch.over(f"plugin {name} {version}"):
                thing = entry.load()
        except NO_FAILURE:
            raise
        except BaseException as error:
            self._plugins[name] = Plugin(name, version, error=_reason(error))
            return
        self.register(thing, name, version)

    def _free_name(self, distribution: str, entry: str) -> str:
        return distribution if distribution not in self._plugins else f"{distribution}.{entry}"


@cache
def default_host() -> Host:
    """Give the host of this process, made from the environment when it is first needed."""
    return Host.from_environment()


def _installed() -> list[tuple["EntryPoint", str, str]]:
    """List the entry points of installed packages, each with the package's name and version.

    `importlib.metadata.entry_points` would raise when the metadata of any package is broken.
    """
    from importlib.metadata import distributions

    found: dict[tuple[str, str], tuple[EntryPoint, str, str]] = {}
    for distribution in distributions():
        try:
            for entry in distribution.entry_points:
                if entry.group == PROJECT:
                    name = distribution.name or entry.name
                    # The first on the path hides others of its name, as it does for imports.
                    found.setdefault((name, entry.name), (entry, name, distribution.version or ""))
        except Exception:
            continue
    return sorted(found.values(), key=lambda one: (one[0].value, one[0].name))


def _canonical(name: str) -> str:
    return name.strip().lower().replace("_", "-").replace(".", "-")


def _readings(name: str) -> Iterator[tuple[str, str | None]]:
    """Give what a name may mean: as it stands, and as `name:` with an argument."""
    if not name.endswith(":"):
        yield name, None
    at = name.rfind(":")
    while at >= 0:
        yield name[: at + 1], name[at + 1 :]
        at = name.rfind(":", 0, at)


def _reason(error: BaseException) -> str:
    return reason_of(error).splitlines()[0]


def _refuse_unknown_hooks(manager: pluggy.PluginManager, thing: object) -> None:
    unknown = [
        caller.name for caller in manager.get_hookcallers(thing) or () if not caller.has_spec()
    ]
    if unknown:
        raise ValueError(f"no such hook: {', '.join(sorted(unknown))}")
