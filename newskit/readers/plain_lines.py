"""Articles that are plain lines of JSON: what is known of them without parsing."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NO_TIME = 1 << 17
"""Stands for the second of a day where no time is known."""


class PlainLines(NamedTuple):
    """Articles that are plain lines, and follow each other in a file.

    Attributes:
        number: the number of the first line in the file, from 1.
        starts: where each begins in the file.
        lengths: their bytes, with the line ends.
        text_starts: where in its line the string of the text begins, behind the quote.
        text_ends: where it ends, before the quote.
        ids: the id of each.
        sources: the source of each, as JSON writes it without the quotes; empty if there is none.
        days: the day of publication (`date.toordinal`); 0 where it is not known.
        clocks: one more than the second of that day; `NO_TIME` where there is none, 0 for a time
            that is to be parsed.
        unknown_times: times of publication that nothing can be made of.
    """

    number: int
    starts: "NDArray[np.int64]"
    lengths: "NDArray[np.int64]"
    text_starts: "NDArray[np.int64]"
    text_ends: "NDArray[np.int64]"
    ids: list[bytes]
    sources: list[bytes]
    days: "NDArray[np.int64]"
    clocks: "NDArray[np.int64]"
    unknown_times: list[str]
