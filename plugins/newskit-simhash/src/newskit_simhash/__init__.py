"""SimHash (Charikar 2002) as a detector: articles whose 64-bit fingerprints differ in few bits.

Registered here, computed in `newskit_simhash.fingerprint`, which is imported when it is chosen.
"""

from newskit.hooks import Catalogue, Detector, hookimpl


@hookimpl
def newskit_detectors() -> Catalogue[Detector]:
    """Add the detector to `newskit dedupe --detector simhash`."""
    return {"simhash": "newskit_simhash.fingerprint:candidates"}
