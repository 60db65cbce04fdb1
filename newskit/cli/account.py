"""What a run spends its time on: the stages that are going on, and what each took."""

from dataclasses import dataclass, field
from time import monotonic, process_time

from newskit.progress import ARTICLES, Stage


@dataclass(slots=True, eq=False)
class Entry:
    """What all stages of one name took that ran inside of the same other stage.

    Args:
        name: of the stage.
        inside: the name of that other stage, or None.
        unit: what the stage counts.
        seconds: how long it took.
        cpu_seconds: what all threads of the process worked meanwhile.
        counted: how much was done, in the unit.
        articles: how many articles were among it.
    """

    name: str
    inside: str | None
    unit: str
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    counted: int = 0
    articles: int = 0


@dataclass(slots=True, eq=False)
class Going:
    """A stage that is going on, and when it began; one inside of its like goes for both."""

    stage: Stage
    entry: Entry
    began: float
    cpu_began: float
    is_inner: bool = False


@dataclass(slots=True)
class Account:
    """Listens to the stages of a run.

    Args:
        entries: what they took, in the order in which they first began.
        choices: what was chosen on the way, such as the kernel.
        began: when the run began (`time.monotonic`).
        cpu_began: what all threads had worked by then.
    """

    entries: dict[tuple[str | None, str], Entry] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    began: float = field(default_factory=monotonic)
    cpu_began: float = field(default_factory=process_time)
    _going: list[Going] = field(default_factory=list)

    def begin(self, stage: Stage) -> None:
        """Enter a stage; one inside of a stage of its own name is that one, known better."""
        outer = self._going[-1] if self._going else None
        is_inner = outer is not None and outer.stage.name == stage.name
        if outer is not None and is_inner:
            entry = outer.entry
        else:
            inside = outer.stage.name if outer else None
            entry = Entry(stage.name, inside, stage.unit)
            entry = self.entries.setdefault((inside, stage.name), entry)
        self._going.append(Going(stage, entry, monotonic(), process_time(), is_inner))

    def end(self, stage: Stage) -> None:
        """Add up what a stage took."""
        place = next((i for i, each in enumerate(self._going) if each.stage is stage), None)
        if place is None:  # it was closed
            return
        going = self._going.pop(place)
        if going.is_inner:
            outer = self._going[place - 1].stage
            outer.advance(0 if outer.total else stage.done)
            return
        entry = going.entry
        entry.seconds += monotonic() - going.began
        entry.cpu_seconds += process_time() - going.cpu_began
        entry.counted += stage.done
        entry.articles += stage.done if stage.unit == ARTICLES else stage.articles

    def learn(self, name: str, value: str) -> None:
        """Remember a choice."""
        self.choices[name] = value

    def now(self) -> Going | None:
        """Give what is going on, the innermost of it; other threads may ask."""
        try:
            return self._going[-1]
        except IndexError:
            return None

    def close(self) -> None:
        """End what an error left open."""
        while self._going:
            self.end(self._going[-1].stage)
