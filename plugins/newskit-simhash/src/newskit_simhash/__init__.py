"""SimHash (Charikar 2002) as a detector: articles whose 64-bit fingerprints differ in few bits.

Registered here, computed in `newskit_simhash.fingerprint`, which is imported when it is chosen.
"""

from collections.abc import Mapping

from newskit.hooks import Catalogue, Detector, hookimpl

SETTINGS = {"distance": 12}
"""Most bits in which fingerprints of copies differ; verification sorts out what is too much."""


@hookimpl
def newskit_detectors() -> Catalogue[Detector]:
    """Add the detector to `newskit dedupe --detector simhash`."""
    return {"simhash": "newskit_simhash.fingerprint:candidates"}


@hookimpl
def newskit_settings() -> Mapping[str, int]:
    """List what can be set in `[plugins.newskit-simhash]`."""
    return SETTINGS
