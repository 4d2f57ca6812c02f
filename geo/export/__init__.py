"""Files out: one writer a format, looked up by the file's ending and loaded when it is needed."""

from geo.export.formats import FORMATS, format_for
from geo.export.writing import write

__all__ = ["FORMATS", "format_for", "write"]
