"""Leaflet, from the installed package django-js-lib-leaflet: found, checked, handed out as text.

Nothing of it is kept in this project, nothing is fetched: the package carries the official files.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from geo.errors import DatelineError

_PACKAGE, _PROJECT = "js_lib_leaflet", "django-js-lib-leaflet==1.9.4.1"
_FOLDER = Path("static/js_lib_leaflet")
# SHA-256 of Leaflet 1.9.4 as published by its project.
_HASHES = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
}


class LeafletError(DatelineError):
    """Leaflet is not installed, or is not the version that was checked."""


@cache
def leaflet_js() -> str:
    """Leaflet's script, without the pointer to its source map."""
    return re.sub(r"\n//# sourceMappingURL=.*\s*\Z", "\n", _read("leaflet.js"))


@cache
def leaflet_css() -> str:
    """Leaflet's style; its three pictures are for controls that we do not use, and are left out."""
    return re.sub(r"url\([^)]*\)", "none", _read("leaflet.css"))


def _read(name: str) -> str:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise LeafletError(f"Leaflet is missing: install {_PROJECT}")
    path = Path(spec.origin).parent / _FOLDER / name
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise LeafletError(f"{path}: cannot be read ({error.strerror}); install {_PROJECT}") from error
    if hashlib.sha256(raw).hexdigest() != _HASHES[name]:
        raise LeafletError(f"{path}: not Leaflet 1.9.4 as published; install {_PROJECT}")
    return raw.decode("utf-8")
