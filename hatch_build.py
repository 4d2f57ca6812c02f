"""Build hook: the wheel, and an editable install, carry the compiled gazetteer index.

The index is made of packages that are build requirements only, and is not committed; one of the same
inputs is left as it is.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles gazetteer/built/ before a wheel is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 -- hatchling's signature
        """Compile the index; part of a wheel, not of a source distribution."""
        if self.target_name != "wheel":
            return
        gc.disable()  # what is made is needed to the end: to look for garbage takes a fifth of the time
        sys.path.insert(0, self.root)
        try:
            from gazetteer.build import build
        finally:
            sys.path.remove(self.root)
        print(f"gazetteer: {build(Path(self.root) / 'gazetteer' / 'built')}")
        build_data["pure_python"] = True
