"""Reports in: every format, and every way in which a file can disappoint."""

from __future__ import annotations

import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DocumentError
from geo.model import Document, Unread
from geo.reading import limits, read_documents
from geo.reading.decode import UndecodableError, decode
from geo.reading.frontmatter import split_front_matter
from geo.reading.languages import unread_language

ENGLISH = "Two shells fell beside the mill on Tuesday, and the miller's brother was hurt."


def read(*paths: Path | str, **options: object) -> list[Document | Unread]:
    return list(read_documents(paths, **options))  # type: ignore[arg-type]


def one(path: Path, data: bytes | str) -> Document | Unread:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (item,) = read(path)
    return item


def document(path: Path, data: bytes | str) -> Document:
    item = one(path, data)
    assert isinstance(item, Document), item
    return item


def reason(path: Path, data: bytes | str) -> str:
    item = one(path, data)
    assert isinstance(item, Unread), item
    return item.reason


def test_text_file(tmp_path: Path) -> None:
    found = document(tmp_path / "a.txt", f"{ENGLISH}\r\n\r\nMore.\r")
    assert (found.id, found.text) == ("a.txt", f"{ENGLISH}\n\nMore.\n")
    assert (found.published, found.published_from) == (None, "unknown")


def test_front_matter(tmp_path: Path) -> None:
    head = "\n".join(
        [
            "---",
            'title: "Mill: hit"',
            "publisher: 'Ana''s' ",
            "# a note",
            "published: 2019-05-03T23:00:00-05:00",
            "url: https://a.example/#x",
            "---\n",
        ]
    )
    found = document(tmp_path / "a.md", head + f"\n{ENGLISH}\n")
    assert found.text == f"\n{ENGLISH}\n"
    assert (found.title, found.publisher, found.url) == ("Mill: hit", "Ana's", "https://a.example/#x")
    assert (found.published, found.published_from) == (date(2019, 5, 3), "front matter")


@pytest.mark.parametrize(
    "text",
    ["---\nJust a rule above\n---\nText", "---\nno: end\nText", "Text\n---\na: b\n---\n", "---\n---\nText"],
)
def test_no_front_matter(text: str) -> None:
    assert split_front_matter(text) == ({}, text)


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    full = {
        "id": "r1",
        "text": "One\r\ntwo \u2028 three",
        "title": "T",
        "published": "2019-05-03",
        "publisher": "P",
    }
    path.write_text(
        "\ufeff" + json.dumps(full) + "\n\n" + json.dumps({"text": ENGLISH}) + "\n", encoding="utf-8"
    )
    first, second = read(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.text, first.published) == ("r1", "One\r\ntwo \u2028 three", date(2019, 5, 3))
    assert (first.published_from, second.id) == ("metadata", "a.jsonl:3")


@pytest.mark.parametrize(
    "published", ["2019-05-03", "20190503", "2019-05-03T23:59:00+02:00", "Fri, 03 May 2019 10:00:00 GMT"]
)
def test_published(published: str) -> None:
    (item,) = read("-", stdin=io.BytesIO(json.dumps({"text": ENGLISH, "published": published}).encode()))
    assert isinstance(item, Document)
    assert (item.published, item.published_from) == (date(2019, 5, 3), "metadata")


@pytest.mark.parametrize("published", ["last week", "2019-13-45", "", None, 20190503, "7:58 AM ET"])
def test_published_unknown(published: object) -> None:
    (item,) = read("-", stdin=io.BytesIO(json.dumps({"text": "Mill hit.", "published": published}).encode()))
    assert isinstance(item, Document)
    assert item.published_from == ("unknown" if published != 20190503 else "metadata")


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1]",
        "3",
        '{"text": 3}',
        "{}",
        '{"text": "a \\ud800 b"}',
        "[" * 50_000,
        '{"text": ' + "1" * 5_000 + "}",
        "\xff\xfe",
    ],
)
def test_broken_json_lines_are_named_and_the_rest_goes_on(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line.encode("latin-1") + b'\n{"text": "All is well on the river."}\n')
    bad, good = read(path)
    assert isinstance(bad, Unread)
    assert (bad.id, isinstance(good, Document)) == ("a.jsonl:1", True)
    assert bad.reason in ("broken", "unknown encoding")
    assert bad.detail


def test_json_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    assert document(path, json.dumps({"text": ENGLISH})).id == "a.json"
    path.write_text(json.dumps([{"text": ENGLISH}, 7]), encoding="utf-8")
    first, second = read(path)
    assert isinstance(first, Document)
    assert isinstance(second, Unread)
    assert (first.id, second.id) == ("a.json:1", "a.json:2")
    assert reason(path, "{") == "broken"
    assert reason(path, b'{"text": "\xff\xfe\x81"}') == "unknown encoding"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    lines = [
        ["ID", "Text", "published"],
        ["r1", '"One\nof ""two"""', "2019-05-03"],
        ["", "The mill.", ""],
        ["", "", ""],
    ]
    path.write_text("\n".join(delimiter.join(line) for line in lines), encoding="utf-8-sig")
    first, second, empty = read(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(empty, Unread)
    assert (first.id, first.text, first.published) == ("r1", 'One\nof "two"', date(2019, 5, 3))
    assert (second.id, empty.reason) == ("a.csv:4", "empty")


@pytest.mark.parametrize("text", ["id,title\n1,2\n", "text\na,b,c\n"])
def test_broken_csv(tmp_path: Path, text: str) -> None:
    assert reason(tmp_path / "a.csv", text) == "broken"


def test_html(tmp_path: Path) -> None:
    page = f"""<html><head><title>Mill hit</title>
    <meta property="article:published_time" content="2019-05-03T10:00:00Z">
    <script>alert(1)</script></head><body><nav>Home News Sport</nav><article><h1>Mill hit</h1><p>{ENGLISH}</p>
    <p>The river had risen since dawn, and no boat could cross it before the evening came.</p></article>
    <div id="comments"><p>I was there.</p></div><footer>Copyright 2011</footer></body></html>"""
    found = document(tmp_path / "a.html", page)
    assert ENGLISH in found.text
    assert "alert" not in found.text
    assert "I was there" not in found.text
    assert (found.published, found.published_from) == (date(2019, 5, 3), "metadata")
    assert reason(tmp_path / "b.html", "<html><body></body></html>") == "empty"


def test_html_in_the_encoding_that_it_names(tmp_path: Path) -> None:
    body = f"<article><p>{ENGLISH}</p><p>Žofie stála u řeky.</p></article>"
    page = f'<html><meta charset="{{}}"><body>{body}</html>'
    found = document(tmp_path / "a.html", page.format("iso-8859-2").encode("iso-8859-2"))
    assert "Žofie" in found.text
    assert reason(tmp_path / "a.html", page.format("no-such").encode("iso-8859-2")) == "unknown encoding"
    assert reason(tmp_path / "a.html", page.encode() + b"\0") == "not text"


def test_html_is_imported_only_for_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH, encoding="utf-8")
    code = (
        "import sys; from geo.reading import read_documents; "
        f"list(read_documents([{str(tmp_path)!r}])); sys.exit('trafilatura' in sys.modules)"
    )
    assert os.spawnl(os.P_WAIT, sys.executable, sys.executable, "-c", code) == 0  # noqa: S606


def test_given_date_is_for_those_without(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Mill hit\n\nPublished 3 May 2019\n\n{ENGLISH}", encoding="utf-8")
    first, second = read(tmp_path, published=date(2019, 5, 6))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.published, first.published_from) == (date(2019, 5, 6), "given")
    assert (second.published, second.published_from) == (date(2019, 5, 3), "byline")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"---\ntitle: a\n---\n", "empty"),
        (b"PK\x03\x04\x00\x00", "not text"),
        (b"\xff\xfea", "unknown encoding"),
        ("Взрыв прогремел утром возле моста".encode("cp1251"), "unknown encoding"),
        ("Взрыв прогремел утром возле моста", "Russian"),
        ("Вибух пролунав вранці біля мосту, її було чути", "Ukrainian"),
        ("سقطت قذيفتان قرب الطاحونة يوم الثلاثاء", "Arabic"),
        ("دو گلوله نزدیک آسیاب افتاد و یک نفر زخمی شد", "Persian"),
        ("שני פגזים נפלו ליד הטחנה ביום שלישי", "Hebrew"),
        ("周二两枚炮弹落在磨坊附近", "Chinese"),
        ("火曜日に二発の砲弾が落ちた", "Japanese"),
        ("화요일에 포탄 두 발이 떨어졌다", "Korean"),
        ("Δύο οβίδες έπεσαν δίπλα στον μύλο", "Greek"),
        ("Deux obus sont tombés près du moulin, et le frère du meunier a été blessé dans la cour.", "French"),
        (
            "Dos proyectiles cayeron cerca del molino y el hermano del molinero fue herido en la pierna.",
            "Spanish",
        ),
        (
            "Zwei Granaten trafen die Mühle, und der Bruder des Müllers wurde bei dem Brand verletzt.",
            "German",
        ),
        (
            "Salı günü değirmenin yanına iki mermi düştü ve bir kişi yaralandı, ancak bu daha çok için.",
            "Turkish",
        ),
    ],
)
def test_not_read(tmp_path: Path, data: bytes | str, expected: str) -> None:
    assert reason(tmp_path / "a.txt", data) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Douma",
        "Mill hit",
        "in Deir ez-Zor, Maarat al-Numan, La Paz, El Salvador",
        ENGLISH + " (الطاحونة)",
        "1 2 3",
        "THE MILL OF LA PAZ WAS HIT BY THE EL NORTE GROUP, DE LA CRUZ SAID TO RADIO EL MUNDO.",
    ],
)
def test_read_as_english(text: str) -> None:
    assert unread_language(text) is None


def test_long_texts_are_sampled_at_both_ends() -> None:
    assert unread_language(ENGLISH + " الطاحونة" * 50_000) == "Arabic"


def test_other_encodings_only_when_sure() -> None:
    assert decode("“Mill” – Müller’s".encode("cp1252")) == "“Mill” – Müller’s"
    assert decode(b"\xef\xbb\xbfMill") == "Mill"
    for encoding in ("utf-16", "utf-32"):
        assert decode("Mill “hit”".encode(encoding)) == "Mill “hit”"
    with pytest.raises(UndecodableError, match="UTF-8"):
        decode(b"caf\xe9 \x8d")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(limits.MAX_DOCUMENT_BYTES + 1)  # a hole: no byte of it is on the disk
    (item,) = read(path)
    assert isinstance(item, Unread)
    assert (item.reason, "10,000,000" in item.detail) == ("too large", True)
    monkeypatch.setattr("geo.reading.jsonlines._MAX_LINE", 50)
    lines = io.BytesIO(b'{"text": "' + b"a" * 200 + b'"}\n{"text": "The mill."}\n')
    first, second = read("-", stdin=lines)
    assert isinstance(first, Unread)
    assert isinstance(second, Document)
    assert (first.id, first.reason, second.id) == ("-:1", "too large", "-:2")


def test_too_long_a_text_in_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.reading.records.MAX_DOCUMENT_BYTES", 20)
    monkeypatch.setattr("geo.reading.jsonlines.MAX_ARRAY_BYTES", 20)
    (item,) = read("-", stdin=io.BytesIO(json.dumps({"text": "a" * 21}).encode()))
    assert isinstance(item, Unread)
    assert item.reason == "too large"


def test_folder(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.txt", "a.md", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ENGLISH + name, encoding="utf-8")
    for name in ("case.db", "case.db-wal", "out.geojson", "scan.doc", "README"):
        (tmp_path / name).write_bytes(b"\0")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    os.mkfifo(tmp_path / "pipe.txt")
    found = read(tmp_path)
    assert [item.id for item in found if isinstance(item, Document)] == ["a.md", "b/a.txt", "b/z.txt"]
    assert {(item.id, item.reason) for item in found if isinstance(item, Unread)} == {
        ("README", "format not read: no ending"),
        ("gone.txt", "not a file"),
        ("pipe.txt", "not a file"),
        ("scan.doc", "format not read: .doc"),
        ("self", "not a file"),
    }


def test_ids_stay_apart_and_the_same_report_is_read_once(tmp_path: Path) -> None:
    for folder, text in (("a", "One mill."), ("b", "Another mill.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(text, encoding="utf-8")
    found = read(tmp_path / "a", tmp_path / "b", tmp_path / "a" / "x.txt")
    assert [(item.id, getattr(item, "reason", "")) for item in found] == [
        ("x.txt", ""),
        ("x.txt", "duplicate"),
        ("x.txt#2", ""),
    ]
    assert read(tmp_path / "b", tmp_path / "a" / "x.txt", tmp_path / "a") == found


@pytest.mark.parametrize("name", ["nowhere", "no\0where"])
def test_missing_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError, match="no"):
        read(f"{tmp_path}/{name}")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_forbidden(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    path.chmod(0)
    (item,) = read(tmp_path)
    assert isinstance(item, Unread)
    assert item.reason == "cannot be opened"
    with pytest.raises(DocumentError, match=r"a\.txt"):
        read(path)


ENDINGS = [".txt", ".json", ".jsonl", ".csv", ".eml", ".rss", ".docx", ".zip"]


@given(st.binary(max_size=300), st.sampled_from(ENDINGS))
def test_no_bytes_make_it_fail(tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{ending}"
    path.write_bytes(data)
    for item in read(path):
        assert item.id.startswith("any")


@given(st.text(max_size=200))
def test_the_text_of_a_json_line_is_never_altered(text: str) -> None:
    (item,) = read("-", stdin=io.BytesIO(json.dumps({"text": text}).encode() + b"\n"))
    if isinstance(item, Document):
        assert item.text == text
