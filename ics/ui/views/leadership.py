"""The parts of the page Leadership: the choice of an indicator, what it means, its figures, and the 16 lessons."""

from functools import partial

import pandas as pd
import streamlit as st

from ics.charts.indicator_by_region import region_dots, region_words
from ics.charts.indicator_over_time import region_panels, share_steps
from ics.formatting import pluralise
from ics.query_rows import IndicatorsByThemeRow, rows_as
from ics.safeguards.turns import limit_downloads
from ics.sentences import leadership as sentences
from ics.store.parameters import FIRST_INDICATOR
from ics.ui.answers import colours, show_answer, show_data_links, show_figure, show_table
from ics.ui.data import Answer, query
from ics.ui.filters import View
from ics.ui.links import source_links
from ics.ui.tables.leadership import counts_table, lessons_table, over_time_table, share_table, value_table
from ics.ui.text import escape_markdown, link
from ics.ui.url_widgets import FILTER, choose_one, set_choice
from ics.units import PERIOD, in_unit, is_yes_no, words_by_code
from ics.writers.csv_files import values_template

_LESSONS = "16 lessons"
_LEADERS_TIME = "https://www.themj.co.uk/heroes-todays-health-care-landscape"
HOW_TO_FILL = (
    "The template has a row for each lesson, with the codes filled in. Fill `period` (first day, such as "
    "2021-04-01), `period_precision` (day, month, quarter or year), `value` (1 to 5), `source_title` and "
    "`source_url` (where the area has published it). Remove the rows of lessons that were not assessed. Then "
    "choose the file on the page [Update data](update-data); the figures above show it once it is published."
)


def choose_indicator() -> IndicatorsByThemeRow | None:
    """The indicator that the reader has chosen; None without any indicators."""
    indicators = {row.indicator_id: row for row in rows_as(IndicatorsByThemeRow, query("indicators_by_theme").rows)}
    if not indicators:
        st.info(
            "No indicator is published. Add rows to the tables Indicators and Indicator values on the page Update data."
        )
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        theme = _choose_theme({key: row.theme for key, row in indicators.items()})
        options = {key: _option(row) for key, row in indicators.items() if row.theme == theme}
        first = FIRST_INDICATOR if FIRST_INDICATOR in options else next(iter(options))
        # An address that names an indicator keeps naming one: without it, it could lead to another theme.
        default = None if st.query_params.get("indicator") in options else first
        return indicators[choose_one("indicator", "Indicator", options, default, width=560) or first]


def _choose_theme(theme_of: dict[str, str]) -> str:
    """The theme of the indicator in the address, else the theme there; a choice of it drops the indicator.

    `theme_of`: the theme of each indicator.
    """
    themes = list(dict.fromkeys(theme_of.values()))
    asked, indicator = st.query_params.get("theme"), st.query_params.get("indicator")
    if asked and asked not in themes:
        st.warning(f"theme: there is no “{escape_markdown(asked[:40])}”; that part of the address is ignored.")
    default = asked if asked in themes else theme_of.get(FIRST_INDICATOR, themes[0])
    index = themes.index(set_choice("theme", theme_of.get(indicator or "", default)))
    return st.selectbox(
        "Theme", themes, index, str.capitalize, key="theme", on_change=_write_theme, width=320, **FILTER
    )


def _write_theme() -> None:
    """Writes the theme instead of the indicator, in one step: Back then leads to where the choice was made."""
    others = {name: st.query_params.get_all(name) for name in st.query_params if name != "indicator"}
    st.query_params.from_dict(others | {"theme": st.session_state["theme"]})


def _option(row: IndicatorsByThemeRow) -> str:
    """The name of an indicator, and for how many areas there is a value at any date."""
    framework = "Lesson: " if row.framework == _LESSONS else ""
    recorded = f"{row.areas_with_value} of {row.areas} areas" if row.areas_with_value else "no values yet"
    return f"{framework}{row.indicator_name} · {recorded}"


def show_definition(indicator: IndicatorsByThemeRow, areas: Answer) -> None:
    """What the indicator is, its unit and polarity, how much is recorded, and where it comes from."""
    expected = in_unit(indicator.target, indicator.unit)
    target = f" · **Target or expectation** {escape_markdown(expected)}" if expected else ""
    polarity = sentences.polarity(indicator.unit, indicator.direction)
    coverage = f"{sentences.recorded_sentence(areas.rows)} All periods: {indicator.coverage_note}"
    st.markdown(
        f"{escape_markdown(indicator.description)}\n\n"
        f"- **Coverage** {escape_markdown(coverage)}\n"
        f"- **Polarity** {escape_markdown(polarity)} · **Unit** {escape_markdown(indicator.unit)}{target}\n"
    )
    with st.expander("Source, framework and which dates count"):
        st.markdown(
            "**Dates.** A value of a day or month is a position and counts from the first day: that of April 2020 from "
            "1 April 2020. A value of a quarter or year counts from its last day, and so does an event.\n\n"
            f"**Framework** {escape_markdown(indicator.framework)} · **Source** {source_links(indicator)}"
        )


def show_values(indicator: IndicatorsByThemeRow, areas: Answer) -> None:
    """The areas within their regions: a chart where there is any value, else the table alone."""
    found, unit = areas.rows, indicator.unit
    table = value_table(found, unit)
    linked = ["Area", "Source"]
    if found["value"].isna().all():
        st.header("Areas by region")
        st.markdown(escape_markdown(sentences.region_order_sentence(found)))
        with st.expander("Table and data"):
            show_table(table, "Areas by region", linked)
            show_data_links(areas)
        return
    is_words = bool(words_by_code(unit))
    drawn = region_words(found, unit, colours()) if is_words else region_dots(found, unit, indicator.target, colours())
    show_figure("Areas by region", sentences.region_sentence(found, unit), drawn, table, areas, linked)


def show_trend(indicator: IndicatorsByThemeRow, view: View) -> None:
    """How it changed, where at least two periods are recorded: lines only through periods with half of the areas."""
    counts = query("indicator_counts_by_period", indicator=indicator.indicator_id, **view.parameters)
    recorded = counts.rows.drop_duplicates(PERIOD)
    if len(recorded) < 2:
        return
    well_recorded = recorded.loc[2 * recorded["recorded"] >= recorded["areas"], PERIOD]
    if len(well_recorded) > 1 and is_yes_no(indicator.unit):
        _show_share(indicator, counts, well_recorded)
    elif len(well_recorded) > 1 and not words_by_code(indicator.unit):
        _show_panels(indicator, view, well_recorded)
    else:
        table = counts_table(counts.rows, indicator.unit)
        show_answer("Over time", sentences.periods_sentence(counts.rows), table, counts)


def _show_share(indicator: IndicatorsByThemeRow, counts: Answer, periods: pd.DataFrame) -> None:
    shown = counts.rows.merge(periods)
    expected = sentences.EXPECTATIONS.get(indicator.indicator_id)
    day, what = (pd.Timestamp(expected.day), expected.what) if expected else (None, "")
    drawn = share_steps(sentences.yes_by_period(shown), day, what, colours())
    sentence = (
        f"{sentences.share_sentence(shown, indicator.indicator_id)}{sentences.left_out_sentence(counts.rows, periods)}"
    )
    show_figure("Over time", sentence, drawn, share_table(counts.rows), counts)


def _show_panels(indicator: IndicatorsByThemeRow, view: View, periods: pd.DataFrame) -> None:
    values = query("indicator_over_time", indicator=indicator.indicator_id, **view.parameters)
    shown = values.rows.merge(periods)
    drawn = region_panels(shown, indicator.unit, colours())
    table = over_time_table(values.rows, indicator.unit)
    sentence = sentences.rise_and_fall_sentence(shown, indicator.unit) + sentences.left_out_sentence(
        values.rows, periods
    )
    show_figure("Over time", sentence, drawn, table, values, ["Area"])


def show_leaders_time() -> None:
    """What one leader said on time; a statement with its source, not data."""
    st.header("Time for partnership: one leader's statement")
    with st.container(border=True):
        st.markdown(
            "**About 10 to 20 per cent of a leader's time went on partnership ten years earlier; 50 per cent is needed "
            "now.**"
        )
        st.markdown(
            "The lead of the Nottinghamshire ICS, in our words, quoted by the Social Care Institute for Excellence "
            f"(SCIE) in {link('The MJ, 2018', _LEADERS_TIME)}. This is what one person said. It is not a measurement, "
            "not a target, and not data on any area."
        )


def show_lessons(view: View) -> None:
    """What the 16 lessons are, how much of them is recorded, and the template to publish a self-assessment."""
    lessons = query("lessons", **view.parameters)
    st.header("The 16 lessons: a self-assessment")
    if lessons.rows.empty:
        st.markdown("No lesson is published as an indicator.")
        return
    st.markdown(
        "*Making integrated care happen at scale and pace* (Ham and Walsh, The King's Fund, 2013) draws 16 lessons for "
        "local leaders. An area can say for itself how far it has got with each, from 1 (lowest) to 5 (highest). Such "
        "a value is the area's own view: it is not added up, and areas are not compared by a total."
    )
    st.markdown(escape_markdown(sentences.lessons_sentence(lessons.rows)))
    with st.expander("The list of lessons"):
        show_table(lessons_table(lessons.rows), "The 16 lessons")
        show_data_links(lessons)
    _offer_template(list(lessons.rows["indicator_id"]), view)


def _offer_template(lesson_ids: list[str], view: View) -> None:
    st.subheader("Publish a self-assessment")
    st.markdown(HOW_TO_FILL)
    areas = query("area_names").rows
    shown = areas[areas["region"].isin(view.regions)] if view.regions else areas
    names = dict(zip(shown["area_code"], shown["area_name"], strict=True))
    code = choose_one("area", "Area of the template", names, None, placeholder="All areas shown", width=420)
    codes = [code] if code else list(names)
    whose = escape_markdown(names[code]) if code else pluralise(len(codes), "area", "areas")
    st.download_button(
        f"Download the template: {whose}",
        limit_downloads(partial(values_template, lesson_ids, codes)),
        "lessons_template.csv",
        "text/csv",
        on_click="ignore",
    )
