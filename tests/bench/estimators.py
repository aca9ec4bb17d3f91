"""Pictures -> the skew that jdeskew and deskew see, and how long they take: runs in the environment of the peers.

`python estimators.py PICTURE ...` prints {name: [[degrees counter-clockwise, seconds], ...]} as JSON. Both are given
the range of 45 degrees either way and the picture in memory, as our own search is.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import cv2


def _estimators() -> dict[str, Callable[[Any], float]]:
    import deskew  # type: ignore[import-not-found,unused-ignore]
    import jdeskew.estimator  # type: ignore[import-not-found,unused-ignore]

    # both tell by how much to turn back, counter-clockwise
    return {
        "jdeskew": lambda picture: -float(jdeskew.estimator.get_angle(picture, angle_max=45)),
        "deskew": lambda picture: -float(deskew.determine_skew(picture) or 0.0),
    }


def main() -> None:
    cv2.setNumThreads(1)
    found: dict[str, list[tuple[float, float]]] = {}
    for path in sys.argv[1:]:
        picture = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
        for name, estimate in _estimators().items():
            start = time.process_time()
            degrees = estimate(picture)
            found.setdefault(name, []).append((degrees, time.process_time() - start))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
