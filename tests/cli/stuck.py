"""The command, where reports named "stuck" take a minute: `stuck.py FOLDER ARGUMENTS`.

Run by test_stopping.py as a process of its own. Who comes to such a report leaves a mark of its name in
FOLDER.
"""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

from dashboard.cli import main
from gazetteer import Gazetteer
from geo import pipeline
from geo.actors import ActorLexicon
from geo.model import Document, Reading

_read = pipeline.read_document


def read(document: Document, gazetteer: Gazetteer, lexicon: ActorLexicon | None = None) -> Reading:
    """As the pipeline does it, but for the reports that are stuck."""
    if "stuck" in document.id:
        Path(sys.argv[1], Path(document.id).name).touch()
        time.sleep(60)
    return _read(document, gazetteer, lexicon)


pipeline.read_document = read  # here, so that processes which start anew do it too

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job begins with it ignored
    sys.exit(main(sys.argv[2:]))
