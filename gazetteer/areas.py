"""Polygons that the user imported: kept as they came (WKB, WGS 84), read one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.index import starts

_FILES = ("area_bounds.npy", "area_starts.npy", "area_bytes.npy")


class Areas:
    """The polygons of an import; number n is that of place n of its index."""

    def __init__(self, folder: Path) -> None:
        """Map the polygons of a folder into memory."""
        self._bounds, self._starts, self._bytes = (
            np.load(folder / name, mmap_mode="r").view(np.ndarray) for name in _FILES
        )

    @staticmethod
    def there(folder: Path) -> bool:
        """Whether the folder has polygons."""
        return (folder / _FILES[0]).is_file()

    def geometry(self, number: int) -> Any:
        """An area's polygon (shapely)."""
        import shapely  # loaded only when a polygon is asked for

        return shapely.from_wkb(self._bytes[self._starts[number] : self._starts[number + 1]].tobytes())

    def containing(self, lat: float, lon: float) -> list[int]:
        """Numbers of the areas that hold a point, its edge included."""
        import shapely

        box = self._bounds
        inside = (box[:, 0] <= lon) & (lon <= box[:, 2]) & (box[:, 1] <= lat) & (lat <= box[:, 3])
        point = shapely.Point(lon, lat)
        return [int(n) for n in np.flatnonzero(inside) if self.geometry(int(n)).covers(point)]


def write_areas(folder: Path, polygons: Sequence[bytes], bounds: NDArray[np.float64]) -> None:
    """Put polygons (WKB) and their bounds (n, 4: west, south, east, north) beside an index."""
    lengths = np.array([len(polygon) for polygon in polygons], dtype=np.int64)
    columns: tuple[NDArray[Any], ...] = (
        bounds,
        starts(lengths),
        np.frombuffer(b"".join(polygons), np.uint8),
    )
    for name, column in zip(_FILES, columns, strict=True):
        np.save(folder / name, column)
