"""The user's own folder: one index for every file that was imported."""

from __future__ import annotations

from pathlib import Path


def user_folder() -> Path:
    """Where imported places are kept; the folder need not exist."""
    from platformdirs import user_data_path

    return user_data_path("dateline") / "gazetteer"


def imported_folders() -> list[Path]:
    """The folders of the imports, by name; what is being made is none yet."""
    folder = user_folder()
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
