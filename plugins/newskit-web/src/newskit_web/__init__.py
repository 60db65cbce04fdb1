"""Saved web pages and feeds as articles.

Registered here, read in `newskit_web.page` and `newskit_web.feed`, which are imported when needed.
"""

from newskit.hooks import Catalogue, Reader, hookimpl


@hookimpl
def newskit_readers() -> Catalogue[Reader]:
    """Add the readers of `--reader html` and `--reader feed`."""
    return {"html": "newskit_web.page:READER", "feed": "newskit_web.feed:READER"}
