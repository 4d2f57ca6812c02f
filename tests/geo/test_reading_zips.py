"""Zips in: a folder's files that never reach the disk."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from geo.model import Document, Unread
from geo.reading import limits, nesting, read_documents, zips
from geo.reading.parsing import parse
from tests.madefiles import RAID, locked, mail, understated, zip_of

BROKEN = {"a.zip/a.txt": "broken"}


def read(data: bytes) -> list[Document | Unread]:
    return list(parse("a.zip", data, "a.zip"))


def reasons(data: bytes) -> dict[str, str]:
    return {item.id: item.reason for item in read(data) if isinstance(item, Unread)}


def test_members_are_a_folder_s_files(tmp_path: Path) -> None:
    inner = zip_of({"d.txt": "Two mills.", "e.zip": zip_of({"f.txt": "Too deep."})})
    members = {
        "b/./z.txt": "One mill.",
        "b.txt": "Mill hit.",
        "a/m.eml": mail(RAID).as_bytes(),
        "c.zip": inner,
    }
    passed_over = {
        ".git/x.txt": "x",
        "__MACOSX/._b.txt": "x",
        "a/~$b.docx": "x",
        "case.db": "x",
        "empty/": "",
    }
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of(members | passed_over | {"pic.jpg": "x"}))
    found = list(read_documents([tmp_path]))
    assert [item.id for item in found if isinstance(item, Document)] == [
        "a.zip/a/m.eml", "a.zip/b/z.txt", "a.zip/b.txt", "a.zip/c.zip/d.txt",
    ]  # fmt: skip
    assert reasons(path.read_bytes()) == {
        "a.zip/c.zip/e.zip": "nested too deep",
        "a.zip/pic.jpg": "format not read: .jpg",
    }
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.zip"]


def test_names_that_lead_out_and_names_in_other_encodings() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("../up.txt", "/etc/at.txt", "a/../../b.txt", "C:/c.txt", "..\\w.txt"):
            archive.writestr(zipfile.ZipInfo(name), "Mill hit.")
        archive.writestr(zipfile.ZipInfo("Žofie.txt"), "Mill hit.")
        archive.writestr(zipfile.ZipInfo("caf\u00e9.txt".encode().decode("cp437")), "One mill hit.")
    data = out.getvalue()
    assert set(reasons(data).values()) == {"unsafe name in a zip"}
    assert len(reasons(data)) == 5
    assert {item.id for item in read(data) if isinstance(item, Document)} == {
        "a.zip/Žofie.txt", "a.zip/" + "café.txt".encode().decode("cp437"),
    }  # fmt: skip
    unmarked = zip_of({"cafe_.txt": "Mill hit."}).replace(b"cafe_.txt", "café.txt".encode())
    assert [item.id for item in read(unmarked)] == ["a.zip/café.txt"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"nothing of the kind", {"a.zip": "broken"}),
        (zip_of({"a.txt": RAID})[:-30], {"a.zip": "broken"}),
        (locked(zip_of({"a.txt": RAID})), {"a.zip/a.txt": "password needed"}),
        (zip_of({"a.txt": RAID}).replace(zlib.crc32(RAID.encode()).to_bytes(4, "little"), b"crc?"), BROKEN),
        (zip_of({"a.txt": ""}), {"a.zip/a.txt": "empty"}),
    ],
)
def test_not_read(data: bytes, expected: dict[str, str]) -> None:
    assert reasons(data) == expected


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zip_of({"a.json": b" " * 2_000_000, "b.txt": b"a" * 11_000_000, "c.txt": RAID})
    monkeypatch.setattr(zips, "RATIO_COUNTS_FROM", 1_000_000)
    assert reasons(data) == {"a.zip/a.json": "too large", "a.zip/b.txt": "too large"}
    inner = {f"{n}.zip": zip_of({f"{m}.txt": f"Mill {n} {m} hit." for m in range(4)}) for n in range(4)}
    monkeypatch.setattr(limits, "MAX_ZIP_UNPACKED", 0)
    monkeypatch.setattr(nesting.Budget, "__init__", lambda budget: setattr(budget, "left", 1_200))
    found = read(zip_of(inner))
    read_whole = [item for item in found if isinstance(item, Document)]
    assert 0 < len(read_whole) < 16
    assert {item.reason for item in found if isinstance(item, Unread)} == {"too large"}
    monkeypatch.setattr(zips, "MAX_ZIP_MEMBERS", 3)
    assert reasons(zip_of({f"{n}.txt": "Mill hit." for n in range(4)})) == {"a.zip": "too large"}


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_that_holds_more_than_it_says_takes_no_memory(method: int) -> None:
    bomb = understated({"a.txt": b"A" * 40_000_000}, method)
    tracemalloc.start()
    found = read(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 1
    assert peak < 10_000_000
    if method != zipfile.ZIP_DEFLATED:
        assert reasons(understated({"a.txt": b"A"}, method)) == BROKEN
