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
from ics.units import PERIOD, is_yes_no, unit_in_words, words_by_code
from ics.writers.csv_files import values_template

_LESSONS = "16 lessons"
_LEADERS_TIME = "https://www.themj.co.uk/heroes-todays-health-care-landscape"
HOW_TO_FILL = (
    "1. Download the template. It has a row for each lesson.\n"
    "2. For each lesson you assessed, fill in the score from 1 to 5 (`value`) and the date (`period`, such as "
    "2021-04-01). Say how exact the date is (`period_precision`): day, month, quarter or year.\n"
    "3. Add the title of the source (`source_title`) and its web address (`source_url`).\n"
    "4. Delete the other rows. Then upload the file on [Update data](update-data)."
)


def choose_indicator() -> IndicatorsByThemeRow | None:
    """The indicator that the reader has chosen; None without any indicators."""
    indicators = {row.indicator_id: row for row in rows_as(IndicatorsByThemeRow, query("indicators_by_theme").rows)}
    if not indicators:
        st.info("There are no indicators yet. Add them to the tables Indicators and Indicator values on Update data.")
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        theme = _choose_theme({key: row.theme for key, row in indicators.items()})
        options = {key: _option(row) for key, row in indicators.items() if row.theme == theme}
        first = FIRST_INDICATOR if FIRST_INDICATOR in options else next(iter(options))
        # An address that names an indicator goes on doing so: without it, it could lead to another theme.
        default = None if st.query_params.get("indicator") in options else first
        return indicators[choose_one("indicator", "Indicator", options, default, width=560) or first]


def _choose_theme(theme_of: dict[str, str]) -> str:
    """The theme of the indicator in the address, else the theme there; a choice of it drops the indicator.

    `theme_of`: the theme of each indicator.
    """
    themes = list(dict.fromkeys(theme_of.values()))
    asked, indicator = st.query_params.get("theme"), st.query_params.get("indicator")
    if asked and asked not in themes:
        st.warning(f"The link asks for the theme “{escape_markdown(asked[:40])}”, which we do not have.")
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
    """How much is recorded, if not everything; behind a click what the indicator is, and where it comes from."""
    recorded = sentences.recorded_sentence(areas.rows)
    if areas.rows["value"].isna().any():
        st.markdown(escape_markdown(f"{recorded} {sentences.WHAT_MISSING_MEANS}"))
    with st.expander("About this indicator: how is it worked out?"):
        better = sentences.better_sentence(indicator)
        st.markdown(f"{escape_markdown(indicator.description)}\n\n{escape_markdown(better)}")
        st.markdown(_facts(indicator, recorded))
        st.markdown(sentences.WHICH_DATES_COUNT)


def _facts(indicator: IndicatorsByThemeRow, recorded: str) -> str:
    """What a reader needs to judge the values, as a Markdown list."""
    facts = {
        "How complete": f"{recorded} All dates: {indicator.coverage_note}",
        "Unit": unit_in_words(indicator.unit),
        "Kind": indicator.framework,
    }
    lines = [f"- **{name}**: {escape_markdown(words)}" for name, words in facts.items() if words]
    return "\n".join([*lines, f"- **Source**: {source_links(indicator)}"])


def show_values(indicator: IndicatorsByThemeRow, areas: Answer) -> None:
    """The areas within their regions: a chart where there is any value, else the table alone."""
    found, unit = areas.rows, indicator.unit
    table = value_table(found, unit)
    linked = ["Area", "Source"]
    if found["value"].isna().all():
        st.header("Areas by region")
        st.markdown(sentences.NO_CHART)
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
    st.header("Time for partnership: what one leader said")
    with st.container(border=True):
        st.markdown(
            "Ten years earlier, leaders spent about 10 to 20 per cent of their time on partnership. Now it has to be "
            "50 per cent."
        )
        st.markdown(
            "The lead of the Nottinghamshire integrated care system (ICS), in our words. Quoted by the Social Care "
            f"Institute for Excellence (SCIE) in {link('The MJ, 2018', _LEADERS_TIME)}. It is one person's view, "
            "not a measurement or a target, and not data on any area."
        )


def show_lessons(view: View) -> None:
    """What the 16 lessons are, how much of them is recorded, and the template to publish a self-assessment."""
    lessons = query("lessons", **view.parameters)
    st.header("The 16 lessons: how areas rate themselves")
    if lessons.rows.empty:
        st.markdown("The lessons are not among the indicators yet.")
        return
    st.markdown(
        "*Making integrated care happen at scale and pace* (Ham and Walsh, The King's Fund, 2013) has 16 lessons for "
        "local leaders. An area can rate itself on each, from 1 (lowest) to 5 (highest). We show the ratings as they "
        "are: we do not add them up or compare totals."
    )
    st.markdown(escape_markdown(sentences.lessons_sentence(lessons.rows)))
    with st.expander("The list of lessons"):
        show_table(lessons_table(lessons.rows), "The 16 lessons")
        show_data_links(lessons)
    _offer_template(list(lessons.rows["indicator_id"]), view)


def _offer_template(lesson_ids: list[str], view: View) -> None:
    st.subheader("Rate your area")
    st.markdown(HOW_TO_FILL)
    areas = query("area_names").rows
    shown = areas[areas["region"].isin(view.regions)] if view.regions else areas
    names = dict(zip(shown["area_code"], shown["area_name"], strict=True))
    code = choose_one("area", "Area for the template", names, None, placeholder="All areas shown", width=420)
    codes = [code] if code else list(names)
    whose = escape_markdown(names[code]) if code else pluralise(len(codes), "area", "areas")
    st.download_button(
        f"Download the template: {whose}",
        limit_downloads(partial(values_template, lesson_ids, codes)),
        "lessons_template.csv",
        "text/csv",
        on_click="ignore",
    )
