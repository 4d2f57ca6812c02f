"""The filters at the side, each with its counts."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import filters
from dashboard.opened import Opened
from geo.webmap.palette import look

TYPES, ATTRIBUTED, SOURCES, SEARCH = "filter_types", "filter_attributed", "filter_sources", "filter_search"


def draw(case: Opened, hidden: tuple[str, ...]) -> filters.Filters:
    """The filters as they are set."""
    facets = case.facets
    with st.sidebar:
        st.header("Filters", anchor=False)
        st.text_input("Search", key=SEARCH, placeholder="Words in titles, places, sentences", max_chars=200)
        types = filters.type_counts(facets)
        _choice("Type", TYPES, types, {name: look(name).label for name in types})
        _choice("Attributed to", ATTRIBUTED, filters.attributed_counts(facets))
        _choice("Reported by", SOURCES, filters.source_counts(facets))
        st.button("Show all events", on_click=clear, width="stretch")
    return filters.Filters(
        types=tuple(st.session_state[TYPES]),
        attributed=tuple(st.session_state[ATTRIBUTED]),
        sources=tuple(st.session_state[SOURCES]),
        search=st.session_state[SEARCH],
        hidden=hidden,
    )


def _choice(label: str, key: str, counts: Mapping[str, int], labels: Mapping[str, str] | None = None) -> None:
    """Several of the values, most frequent first; a value that this case does not have is dropped."""
    st.session_state[key] = [value for value in st.session_state.get(key, ()) if value in counts]
    st.multiselect(
        label,
        list(counts),
        key=key,
        format_func=lambda value: f"{(labels or {}).get(value, value)} ({counts[value]:,})",
        placeholder="All",
    )


def restore(chosen: filters.Filters) -> None:
    """Set the filters from the address, before they are drawn."""
    st.session_state[TYPES] = list(chosen.types)
    st.session_state[ATTRIBUTED] = list(chosen.attributed)
    st.session_state[SOURCES] = list(chosen.sources)
    st.session_state[SEARCH] = chosen.search


def clear() -> None:
    """No filter at all."""
    restore(filters.Filters())
