"""Events as other datasets list them (ACLED, UCDP GED, GeoJSON, other runs), to stand beside ours."""

from __future__ import annotations

from geo.datasets.model import Dataset, DatasetEvent, Spot
from geo.datasets.ours import dataset_of
from geo.datasets.reading import event_at, read_dataset

__all__ = ["Dataset", "DatasetEvent", "Spot", "dataset_of", "event_at", "read_dataset"]
