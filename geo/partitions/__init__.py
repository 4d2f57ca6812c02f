"""Extraction over files in parts, for more reports than one process can hold; the result is the same.

| module | does |
| --- | --- |
| pieces | the input cut into pieces |
| scanning | which ids the reports of a piece bear; ids met twice |
| reading, journal | a piece read; reports that end their process set aside |
| components | which claims may meet, and parts of the work that need nothing of each other |
| shuffling, claimrows, workfiles | claims put in the order of parts; how they lie in files |
| clustering, siderows | the claims of a part put together |
| linking | the statements of a piece with the events that they concern |
| kinship | events compared, area by area |
| writing | the events and claims of a part as files of the output |
| running, placing | the order of all this; the output folder |
"""

from geo.partitions.placing import extract_into
from geo.partitions.running import Outcome, Settings

__all__ = ["Outcome", "Settings", "extract_into"]
