"""The saved page as text: whole, closed to the outside, and deaf to what documents hold."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from types import ModuleType

import pytest

from gazetteer import Gazetteer
from geo.webmap import folium_map, leaflet, standalone_html
from geo.webmap.assets import page_script, page_style
from geo.webmap.hosts import with_policy


@pytest.fixture(scope="module")
def html(sample: ModuleType, gazetteer: Gazetteer) -> str:
    return standalone_html(sample.sample_events(), gazetteer, sample.DOCUMENTS)


def test_the_same_events_make_the_same_file(html: str, sample: ModuleType, gazetteer: Gazetteer) -> None:
    assert standalone_html(sample.sample_events(), gazetteer, sample.DOCUMENTS) == html


def test_nothing_is_linked(html: str) -> None:
    assert not re.search(r"<(script|img|iframe|link)[^>]+(src|href)=", html)
    assert "@import" not in page_style()
    assert not re.search(r"url\(\s*['\"]?(?!data:|none|#)", page_style())
    assert "sourceMappingURL" not in page_script()


def test_policy_allows_only_the_scripts_it_holds(html: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe-inline" not in policy[1].split("script-src")[1].split(";")[0]
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    for body in scripts:
        assert base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() in policy[1]


def test_documents_stay_in_their_json(html: str, sample: ModuleType) -> None:
    assert sample.ATTACK not in html
    assert "window.pwned" in html, "the attack is there, as data"
    outside = re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.DOTALL)
    assert "pwned" not in outside
    details = re.search(r'id="dateline-details">(.*?)</script>', html, re.DOTALL)
    assert details
    told = json.loads(details[1])
    assert len(told["events"]) == 10
    assert told["documents"]["one.txt"] == sample.BODY


def test_braces_of_documents_are_no_template(sample: ModuleType, gazetteer: Gazetteer) -> None:
    hostile = sample.event(
        1, "shelling", "Shelling reported, {{ 7 * 7 }}{% raw %}{# x #}", sample.day(1),
        sample.toponym("Homs", sample.HOMS),
    )  # fmt: skip
    html = standalone_html([hostile], gazetteer, sample.DOCUMENTS)
    details = re.search(r'id="dateline-details">(.*?)</script>', html, re.DOTALL)
    assert details
    assert json.loads(details[1])["events"][0]["title"] == hostile.title


def test_no_events_is_a_page_too(gazetteer: Gazetteer) -> None:
    assert "0 reported events" in standalone_html([], gazetteer, [])


def test_folium_map_links_nothing(sample: ModuleType, gazetteer: Gazetteer) -> None:
    html = folium_map(sample.sample_events(), gazetteer).get_root().render()
    assert not re.search(r"<(script|link)[^>]+(src|href)=", html)


def test_a_page_without_head() -> None:
    with pytest.raises(ValueError, match="<head>"):
        with_policy("<p>no page</p>")


def test_no_html_of_data_anywhere() -> None:
    ours = page_script().split("globalThis.Dateline", 1)[1]
    for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert sink not in ours, sink


def test_leaflet_is_the_published_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(leaflet._HASHES, "leaflet.css", "0" * 64)
    with pytest.raises(leaflet.LeafletError, match=r"not Leaflet 1\.9\.4"):
        leaflet._read("leaflet.css")


def test_leaflet_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaflet, "find_spec", lambda _: None)
    with pytest.raises(leaflet.LeafletError, match="install django-js-lib-leaflet"):
        leaflet._read("leaflet.js")
