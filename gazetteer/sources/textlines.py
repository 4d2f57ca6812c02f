"""Lines of a text file, or of the one text file in a .zip, as a stream."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from gazetteer.errors import PlaceFileError

LONGEST_LINE = 1_000_000  # bytes; GeoNames' own have some 12,000


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, from 1, without their ends.

    Raises PlaceFileError naming the line that is not UTF-8 or has no end.
    """
    with _opened(path) as file:
        number = 0
        try:
            while raw := file.readline(LONGEST_LINE):
                number += 1
                if len(raw) == LONGEST_LINE:
                    raise PlaceFileError(f"{path}:{number}: longer than {LONGEST_LINE:,} bytes")
                yield number, raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise PlaceFileError(f"{path}:{number}: not UTF-8 ({error.reason})") from error
        except (zipfile.BadZipFile, EOFError) as error:
            raise PlaceFileError(f"{path}:{number + 1}: broken .zip ({error})") from error


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(path) as archive:
        texts = [i for i in archive.infolist() if i.filename.endswith(".txt") and "readme" not in i.filename]
        if not texts:
            raise PlaceFileError(f"{path}: no .txt file in the .zip")
        with archive.open(max(texts, key=lambda info: info.file_size)) as file:
            yield file
