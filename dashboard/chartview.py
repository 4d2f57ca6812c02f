"""The page's charts, drawn by Vega, which Streamlit brings; and the same figures as tables."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import charts
from dashboard.charts import Chart
from dashboard.facets import Flags
from dashboard.markup import table
from dashboard.opened import Opened
from geo.webmap.facets import HARMS
from geo.webmap.palette import FAMILIES

_MOST_ROWS = 300
_LONGEST_NAME = 260  # pixels


def draw(case: Opened, inside: Flags) -> None:
    """What is shown, in four charts; worked out only where they are looked at."""
    part = st.expander("Charts", icon=":material/bar_chart:", on_change="rerun", key="charts")
    if not part.open:
        return
    with part:
        as_tables = st.toggle("As tables", key="charts_as_tables")
        over, pairs = charts.over_time(case.index, inside), charts.who_whom(case.index, inside)
        said = charts.stances(case.index, inside)
        left, right = st.columns(2)
        with left:
            _show(over, _over_time(over), as_tables=as_tables)
            _show(said, _stances(said), as_tables=as_tables)
        with right:
            _show(pairs, _pairs(pairs), as_tables=as_tables)
            for harm in HARMS:
                told = charts.tolls(case.index, inside, harm)
                if told.rows:
                    _show(told, _tolls(told), as_tables=as_tables)


def _show(chart: Chart, drawn: Any, *, as_tables: bool) -> None:
    st.subheader(chart.title, anchor=False)
    if not chart.rows:
        st.caption("Nothing of what is shown tells this.")
    elif as_tables:
        rows = [[str(cell) for cell in row] for row in chart.rows[:_MOST_ROWS]]
        st.html(table(chart.title, chart.heads, rows))
    else:
        st.altair_chart(drawn, width="stretch", alt=_in_words(chart))
    if chart.rows and chart.note:
        st.caption(chart.note)


def _in_words(chart: Chart) -> str:
    """For a screen reader: what the chart is, its first rows, and where the rest is."""
    first = "; ".join(", ".join(str(cell) for cell in row) for row in chart.rows[:5])
    return f"{chart.title}, {' by '.join(chart.heads)}: {first}. All figures: switch on “As tables”."


def _frame(chart: Chart, rows: list[tuple[str | int, ...]] | None = None) -> Any:
    import pandas as pd

    return pd.DataFrame(chart.rows if rows is None else rows, columns=["a", "b", "n"])


def _over_time(chart: Chart) -> Any:
    import altair as alt

    if not chart.rows:
        return None
    kinds = {row[1] for row in chart.rows}
    shown = [(name, colour) for name, colour in FAMILIES if name in kinds]
    colours = alt.Scale(domain=[name for name, _ in shown], range=[colour for _, colour in shown])
    days = alt.Axis(format="%-d %b %Y", tickCount=5, labelAngle=0, labelOverlap=True)
    size = max(2, min(28, 460 // charts.bars(chart)))
    return (
        alt.Chart(_frame(chart))
        .mark_bar(size=size)
        .encode(
            x=alt.X("a:T", title=None, scale=alt.Scale(type="utc", padding=size), axis=days),
            y=alt.Y("sum(n):Q", title="Events", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("b:N", title=None, scale=colours, legend=alt.Legend(orient="bottom", columns=3)),
            tooltip=_tips("From", "Kind", "Events"),
        )
        .properties(height=240)
    )


def _tips(first: str, second: str, figure: str) -> list[Any]:
    import altair as alt

    return [
        alt.Tooltip("a:N", title=first),
        alt.Tooltip("b:N", title=second),
        alt.Tooltip("n:Q", title=figure),
    ]


def _pairs(chart: Chart) -> Any:
    import altair as alt

    whom = charts.top(chart, 1)
    rows = [row for row in charts.top(chart, 0) if row in whom]
    most = max((int(row[2]) for row in rows), default=0)
    across = alt.Axis(labelAngle=-35, labelLimit=150)
    base = alt.Chart(_frame(chart, rows)).encode(
        x=alt.X("b:N", title="Target", sort=charts.names(rows, 1), axis=across),
        y=alt.Y("a:N", title=None, sort=charts.names(rows, 0), axis=alt.Axis(labelLimit=_LONGEST_NAME)),
        tooltip=_tips("Attributed to", "Target", "Events"),
    )
    blues = alt.Scale(domain=[0, most], range=["#dbe9f6", "#0b4a8a"])
    cells = base.mark_rect().encode(color=alt.Color("n:Q", title="Events", scale=blues, legend=None))
    readable = alt.condition(alt.datum.n > most * 0.45, alt.value("#ffffff"), alt.value("#14181d"))
    return (cells + base.mark_text().encode(text="n:Q", color=readable)).properties(height=alt.Step(26))


def _tolls(chart: Chart) -> Any:
    """From the least to the most; an arrow where the most is not told."""
    import altair as alt
    import pandas as pd

    rows = []
    for title, low, high in chart.rows[: charts.MOST_TOLLS]:
        least = low if isinstance(low, int) else 0
        most = high if isinstance(high, int) else least
        rows.append((title, least, most, "at most not told" if high == "or more" else "told"))
    frame = pd.DataFrame(rows, columns=["event", "low", "high", "end"])
    y = alt.Y("event:N", title=None, sort=None, axis=alt.Axis(labelLimit=_LONGEST_NAME))
    tips = [
        alt.Tooltip("event:N", title="Event"),
        alt.Tooltip("low:Q", title="At least"),
        alt.Tooltip("high:Q", title="At most"),
    ]
    base = alt.Chart(frame).encode(y=y, tooltip=tips)
    lines = base.mark_rule(strokeWidth=3, color="#d55e00").encode(
        x=alt.X("low:Q", title="People"), x2="high:Q"
    )
    least = base.mark_point(filled=True, size=60, color="#d55e00").encode(x="low:Q")
    ends = alt.Scale(domain=["told", "at most not told"], range=["circle", "triangle-right"])
    most = base.mark_point(filled=True, size=80, color="#d55e00").encode(
        x="high:Q", shape=alt.Shape("end:N", scale=ends, legend=None)
    )
    return (lines + least + most).properties(height=alt.Step(24))


def _stances(chart: Chart) -> Any:
    import altair as alt

    colours = alt.Scale(domain=["says so", "doubts", "denies"], range=["#0072b2", "#e69f00", "#882255"])
    return (
        alt.Chart(_frame(chart, charts.top(chart, 0)))
        .mark_bar()
        .encode(
            x=alt.X("n:Q", title="Events", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("a:N", title=None, sort="-x", axis=alt.Axis(labelLimit=_LONGEST_NAME)),
            color=alt.Color("b:N", title=None, scale=colours, legend=alt.Legend(orient="bottom")),
            tooltip=_tips("Source", "Stance", "Events"),
        )
        .properties(height=alt.Step(22))
    )
