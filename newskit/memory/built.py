"""What a store was built with: what was decided before and what is decided now must fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newskit import settings
from newskit.article import Level
from newskit.errors import UsageError
from newskit.storing import Store


@dataclass(frozen=True, slots=True)
class Comparing:
    """How copies are found.

    Args:
        level: the weakest level at which an article is a copy.
        threshold: least Jaccard of near copies.
        keep: a keeper, or its name.
        detectors: detectors, or their names.
    """

    level: Level = settings.LEVEL
    threshold: float = settings.THRESHOLD
    keep: object = settings.KEEPER
    detectors: Sequence[object] = ()

    def parameters(self) -> dict[str, str]:
        """Give the options as a store remembers them."""
        return {
            "level": str(self.level),
            "threshold": str(float(self.threshold)),
            "keep": called(self.keep),
            "detector": ",".join(map(called, self.detectors)),
        }

    @classmethod
    def of(cls, store: Store) -> "Comparing":
        """Give the options that a store was built with, or those that nothing was said of."""
        built = store.parameters()
        if "level" not in built:
            return cls()
        detectors = built["detector"].split(",") if built["detector"] else ()
        return cls(
            settings.parse_level(built["level"]),
            float(built["threshold"]),
            built["keep"],
            detectors,
        )


def agree(store: Store, wanted: Mapping[str, str]) -> None:
    """Check that a store was built with the same parameters, and remember those it lacks.

    Raises:
        UsageError: it was built with others.
    """
    built = store.parameters()
    for name, value in wanted.items():
        was = built.get(name, value)
        if was == value:
            continue
        if name == "index":
            raise UsageError(
                "the store was built by another newskit, with other keys (make a new one of what "
                "'newskit store export' prints)"
            )
        said = f"--{name} {was}" if was else f"no --{name}"
        raise UsageError(
            f"the store was built with {said}, not {value or 'without'} "
            f"(say {said}, or name another store)"
        )
    missing = {name: value for name, value in wanted.items() if name not in built}
    if missing:
        store.set_parameters(missing)


def called(thing: object) -> str:
    """Give the name of a thing, or what it was named by."""
    return thing if isinstance(thing, str) else getattr(thing, "__name__", type(thing).__name__)
