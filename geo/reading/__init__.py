"""Reports in: files, folders and streams of many formats, read into `Document`s."""

from __future__ import annotations

from geo.reading.documents import read_documents

__all__ = ["read_documents"]
