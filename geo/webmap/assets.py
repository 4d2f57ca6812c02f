"""Our own page code, joined into one script and one style for any host."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from geo.webmap.leaflet import leaflet_css, leaflet_js

# In the order that they need each other.
_SCRIPTS = (
    "core.js", "calendar.js", "colours.js", "model.js", "symbols.js", "canvas.js", "basemap.js", "labels.js",
    "cells.js", "layer.js", "words.js", "histogram.js", "timelinebar.js", "timeline.js", "legend.js",
    "picker.js", "marks.js", "tools.js", "claims.js", "ledger.js", "correct.js",
    "report.js", "listing.js", "table.js", "view.js", "address.js", "host.js",
    "page.js",
)  # fmt: skip


@cache
def page_script() -> str:
    """Leaflet and our scripts; running it a second time does nothing."""
    ours = "\n".join(_asset(name) for name in _SCRIPTS)
    return (
        f"if (!globalThis.L) {{\n{leaflet_js()}\n}}\n"
        f"if (!(globalThis.Dateline && globalThis.Dateline.openPage)) {{\n{ours}\n}}"
    )


@cache
def page_style() -> str:
    """Leaflet's style and ours."""
    return f"{leaflet_css()}\n{_asset('style.css')}\n{_asset('claims.css')}"


@cache
def others_script() -> str:
    """What draws rows of other datasets in the app, with its style; it needs `page_script` to have run."""
    scripts = "\n".join(_asset(name) for name in ("others.js", "beside.js"))
    return f"globalThis.Dateline.otherStyle = {json.dumps(_asset('others.css'))};\n{scripts}"


def _asset(name: str) -> str:
    return (files("geo.webmap") / "assets" / name).read_text(encoding="utf-8")
