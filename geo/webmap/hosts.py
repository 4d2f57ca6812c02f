"""The same map in folium: as a map for a notebook, and as one file that works with the network off.

folium's own ways to show text run what the text holds, so none is used: data go in as JSON that cannot end
its script element, and our scripts write them as text nodes. Leaflet is put in whole, nothing is linked.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import folium
from branca.element import Element, Figure, MacroElement
from jinja2 import Template

from geo.jsontext import dumps
from geo.model import Document, Event
from geo.webmap.assets import page_script, page_style
from geo.webmap.details import documents_of, event_details
from geo.webmap.payload import page_payload, sort_events
from geo.webmap.words import headline

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)


class OfflineMap(folium.Map):
    """A folium map with no tiles and nothing linked from elsewhere."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 -- the names and kinds are folium's
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


class _Opening(MacroElement):
    """The call that starts our layer, written after folium's own lines that make the map."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{% set map = this._parent.get_name() %}"
        'Dateline.openPage({{ map }}, document.getElementById("{{ map }}"));'
        "{% endmacro %}"
    )


def folium_map(
    events: Iterable[Event], gazetteer: Gazetteer, documents: Iterable[Document] = ()
) -> folium.Map:
    """A folium map with our layer, basemap, legend and timeline; it asks for nothing outside."""
    drawn, figure = _new_map()
    payload = page_payload(sort_events(events), gazetteer, documents)
    _add(figure, drawn, {"dateline-data": base64.b64encode(payload).decode()}, "Dateline: events on a map")
    return drawn


def standalone_html(
    events: Iterable[Event],
    gazetteer: Gazetteer,
    documents: Iterable[Document],
    note: str = "",
    made_by: str = "",
) -> str:
    """One HTML file: map, timeline, table, trays, and every claim with its sentence and its report.

    At its foot stand `note` (what a reader must know of what is withheld) and `made_by` (what read them).

    It makes no request; a Content-Security-Policy allows only the scripts that it holds.
    """
    events, documents = sort_events(events), list(documents)
    drawn, figure = _new_map()
    payload = page_payload(events, gazetteer, documents)
    data = {
        "dateline-data": base64.b64encode(payload).decode(),
        "dateline-details": dumps(_details(events, documents)),
    }
    told = headline(events, sum(not event_is_mapped(event) for event in events))
    body = (files("geo.webmap") / "assets" / "page.html").read_text(encoding="utf-8")
    read = f" Reports read by {escape(made_by)}." if made_by else ""
    for mark, text in (("headline", told), ("note", escape(note)), ("made_by", read)):
        body = body.replace(f"<!--{mark}-->", text)
    figure.html.add_child(Element(_literal(body)), name="page")
    _add(figure, drawn, data, f"Dateline: {told}")
    return with_policy(_for_readers(figure.render()))


def _for_readers(html: str) -> str:
    """folium's page names no language, and forbids to enlarge it: both matter to who cannot see it well."""
    return re.sub(
        r'<meta name="viewport"[^>]*>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        html.replace("<html>", '<html lang="en">', 1),
    )


def event_is_mapped(event: Event) -> bool:
    """True where the event has a place on the map."""
    from geo.geometry import drawn_places

    return bool(drawn_places(event))


def _details(events: Sequence[Event], documents: Iterable[Document]) -> dict[str, Any]:
    by_id = {document.id: document for document in documents}
    wanted = {doc_id for event in events for doc_id in documents_of(event)}
    numbers = {event.event_id: number for number, event in enumerate(events)}
    details = [event_details(event, by_id) for event in events]
    for kin in (kin for detail in details for kin in detail["possibly_same"]):
        kin["number"] = numbers.get(kin["event_id"])
    return {
        "events": details,
        "documents": {doc_id: by_id[doc_id].text for doc_id in sorted(wanted & by_id.keys())},
    }


def _new_map() -> tuple[folium.Map, Figure]:
    drawn = OfflineMap(location=[25, 15], zoom_start=2, tiles=None, min_zoom=2, max_zoom=15,
                       zoom_snap=0.25, zoom_delta=0.5, zoom_control=True)  # fmt: skip
    drawn._id = "1"  # else random: the same events make the same file
    figure = drawn.get_root()
    if not isinstance(figure, Figure):  # what folium makes for a map of its own
        raise TypeError(f"folium put the map into a {type(figure).__name__}, not a page")
    return drawn, figure


def _add(figure: Figure, drawn: folium.Map, data: dict[str, str], title: str) -> None:
    """Style and scripts to the head, data to the body, and the call that joins them after the map's own."""
    head = f'<meta name="referrer" content="no-referrer"><title>{escape(title)}</title>'
    figure.header.add_child(Element(_literal(f"{head}<style>{page_style()}</style>")), name="style")
    figure.header.add_child(Element(_literal(f"<script>{page_script()}</script>")), name="script")
    for name, text in data.items():
        block = f'<script type="application/json" id="{name}">{_no_end(text)}</script>'
        figure.html.add_child(Element(_literal(block)), name=name)
    drawn.add_child(_Opening())  # type: ignore[no-untyped-call]


def _literal(text: str) -> str:
    """Text that branca's template engine hands on as it is: documents may hold its braces too."""
    pieces = re.split(r"(\{\{|\{%|\{#)", text)
    return "".join(f'{{{{ "{piece}" }}}}' if index % 2 else piece for index, piece in enumerate(pieces))


def _no_end(text: str) -> str:
    """JSON that can neither end its script element nor open a comment in it."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def with_policy(html: str) -> str:
    """The page with a policy that forbids every request, and every script but those it now holds.

    Raises ValueError where the page has no head to put it in.
    """
    hashes = sorted({
        base64.b64encode(hashlib.sha256(match["body"].encode()).digest()).decode()
        for match in _SCRIPT.finditer(html)
        if "application/json" not in match["attributes"]
    })  # fmt: skip
    scripts = " ".join(f"'sha256-{value}'" for value in hashes)
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    placed, count = re.subn(r"<head>", lambda _: f"<head>\n    {meta}", html, count=1)
    if not count:
        raise ValueError("the page has no <head>")
    return placed
