"""Big results queried in place: the folder of parts that `dateline extract … -o FOLDER/` writes.

| module | does |
| --- | --- |
| manifest | what is in the folder, checked; which parts can hold what is asked for |
| engine | DuckDB, shut in: it reads the parts and nothing else |
| selection, conditions | what is asked for, with the meaning of the page's filters; the same as SQL |
| result | the folder opened: counts, facets, the table, event rows, events, reports |
| chosen, naming | events for the writers of files; places by other spellings |
| extent | of more events than a page can hold, those to hold |
| eventrows | rows of the parts as events, one by one |
"""

from geo.results.chosen import source_for
from geo.results.extent import Extent, extent_of
from geo.results.manifest import MANIFEST, is_result
from geo.results.result import EVERYTHING, ORDERS, Result
from geo.results.selection import FACETS, Selection

__all__ = [
    "EVERYTHING",
    "FACETS",
    "MANIFEST",
    "ORDERS",
    "Extent",
    "Result",
    "Selection",
    "extent_of",
    "is_result",
    "source_for",
]
