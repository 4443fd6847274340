"""Choices that live in the address, by codes or stable words, so that a link shows what its sender saw.

The address is the truth: each run sets the widgets from it, and a change of a widget is written to it. What the address
says is also the widget's default: a browser that has not yet drawn a widget when a second run comes never sees the
value that only the first run set, and would send its default back as if somebody had chosen it.
(Streamlit's own binding writes labels instead of codes, and loses parameters on a quick change of page.)
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypedDict, TypeVar, Unpack

import streamlit as st

from ics.formatting import join_and
from ics.store.parameters import LONGEST_TEXT, whole_number
from ics.ui.data import shown_version
from ics.ui.text import escape_markdown

SHOWN_OPTIONS = 8
_Value = TypeVar("_Value")


class _Filter(TypedDict):
    filter_mode: Literal["contains"]


# The usual fuzzy filter finds Bath for "Dorset", and Enter would choose both.
FILTER: _Filter = {"filter_mode": "contains"}


class Looks(TypedDict, total=False):
    """How a list of options looks, as Streamlit names it."""

    width: int
    placeholder: str
    help: str


def choose_one(
    name: str,
    label: str,
    options: Mapping[str, str],
    default: str | None,
    drops: Iterable[str] = (),
    of_versions: bool = False,
    **looks: Unpack[Looks],
) -> str | None:
    """One of the options, chosen from a list. `options`: word of the address → label; `default` stays out of it.

    `drops`: the choices that mean nothing any more once this one is another. `of_versions`: whether options
    and default change with each version of the data; see `_key_of_version`.
    """
    key, drawn_of = _key_of_version(name) if of_versions else name, shown_version()
    words, shown = list(options), _read_choice(name, options, default, key)
    index = None if shown is None else words.index(shown)

    def write() -> None:
        if of_versions and shown_version() != drawn_of:
            return  # the browser still shows the list of an older version
        chosen = st.session_state[key]
        if chosen is not None and chosen not in options:
            return  # the browser still says the label that the option had before: nobody chose anything
        for other in drops:
            write_parameter(other, None, None)
        write_parameter(name, chosen, default)

    return st.selectbox(label, words, index, _label_in(options), key=key, on_change=write, **FILTER, **looks)


def was_chosen(name: str) -> bool:
    """Whether the reader chose something from the list of that name as it is for the version shown now."""
    return st.session_state.get(_key_of_version(name)) is not None


def choose_pair(
    names: tuple[str, str], labels: tuple[str, str], options: Mapping[str, str], defaults: tuple[str, str]
) -> tuple[str, str]:
    """Two versions. Once either was chosen, both are in the address, so that a link keeps its meaning when the
    defaults move on.
    """
    keys, drawn_of = [_key_of_version(name) for name in names], shown_version()

    def write() -> None:
        if shown_version() != drawn_of:
            return  # the browser still shows the lists of an older version
        st.query_params.update({name: st.session_state[key] for name, key in zip(names, keys, strict=True)})

    words = list(options)
    asked = zip(names, defaults, keys, strict=True)
    shown = [_read_choice(name, options, default, key) for name, default, key in asked]
    with st.container(horizontal=True):
        first, second = (
            st.selectbox(
                label, words, words.index(word), _label_in(options), key=key, on_change=write, width=420, **FILTER
            )
            for key, label, word in zip(keys, labels, shown, strict=True)
        )
    return first, second


def choose_some(
    name: str,
    label: str,
    options: Mapping[str, str],
    max_selections: int | None = None,
    **looks: Unpack[Looks],
) -> list[str]:
    """Any of the options; none means all where the label says so."""
    chosen = _read_choices(name, options, max_selections)
    return st.multiselect(
        label,
        list(options),
        default=chosen,
        format_func=_label_in(options),
        key=name,
        on_change=_write_choices,
        args=(name,),
        max_selections=max_selections,
        **FILTER,
        **looks,
    )


def choose_pills(name: str, label: str, options: Mapping[str, str]) -> list[str]:
    """Any of a few options, all in view; none means all."""
    chosen = _read_choices(name, options)
    return st.pills(
        label,
        list(options),
        selection_mode="multi",
        default=chosen,
        format_func=_label_in(options),
        key=name,
        on_change=_write_choices,
        args=(name,),
        wrap=False,
    )


def choose_switch(
    name: str, label: str, options: Mapping[str, str], default: str, width: int | Literal["content"] = "content"
) -> str:
    """One of a few options, all in view."""
    words = list(options)
    return st.radio(
        label,
        words,
        words.index(_read_choice(name, options, default)),
        format_func=_label_in(options),
        key=name,
        on_change=_write_choice,
        args=(name, default),
        horizontal=True,
        width=width,
    )


def choose_number(name: str, label: str, highest: int, default: int, step: int = 1, **looks: Unpack[Looks]) -> int:
    """A whole number from 0 to the highest."""
    asked = st.query_params.get(name, "")
    number = whole_number(asked, highest)
    if asked and number is None:
        st.warning(
            f"We cannot use “{escape_markdown(asked[:40])}”. Enter a number from 0 to {highest:,}. "
            f"This page uses {default:,} for now."
        )
    value = set_choice(name, default if number is None else number)
    number = st.number_input(
        label, 0, highest, value, step=step, key=name, on_change=_write_choice, args=(name, default), **looks
    )
    return int(number)


def choose_text(name: str, label: str, width: int) -> str:
    """A short text to look for."""
    value = set_choice(name, st.query_params.get(name, "").strip()[:LONGEST_TEXT])

    def write() -> None:
        write_parameter(name, st.session_state[name].strip() or None, None)

    return st.text_input(label, value, key=name, max_chars=LONGEST_TEXT, on_change=write, width=width)


def _key_of_version(name: str) -> str:
    """The key of a widget whose options and default change with each version of the data: it is another one then.

    A browser that has not drawn the new version yet still sends what it shows of the one before. To a widget of the
    same key that would be a choice, and it would be written to the address.
    """
    return f"{name}-of-{shown_version()[1]}"


def _read_choice(name: str, options: Mapping[str, str], default: _Value, key: str = "") -> str | _Value:
    """Sets a widget with one choice to what the address says, or to the default; says what it cannot use.

    `key`: of the widget, where it is not its name. Returns what it was set to.
    """
    asked = st.query_params.get(name)
    _say_what_was_ignored(name, [] if asked is None else [asked], options)
    return set_choice(key or name, default if asked is None or asked not in options else asked)


def _read_choices(name: str, options: Mapping[str, str], most: int | None = None) -> list[str]:
    """As `_read_choice`, for a widget with any number of choices; without `most`, all that the address names."""
    asked = list(dict.fromkeys(st.query_params.get_all(name)))
    _say_what_was_ignored(name, asked, options)
    return set_choice(name, [word for word in asked if word in options][:most])


def _write_choices(name: str) -> None:
    st.query_params[name] = st.session_state[name]


def _write_choice(name: str, default: object) -> None:
    """Writes what a widget was changed to into the address."""
    write_parameter(name, st.session_state[name], default)


def _label_in(options: Mapping[str, str]) -> Callable[[str], str]:
    return lambda word: options.get(word, word)


def set_choice(key: str, value: _Value) -> _Value:
    """Sets a widget that is about to be drawn; one that holds the value already is left alone while somebody types.

    Returns the value, which is to be the default of the widget too.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return value


def write_parameter(name: str, value: object, default: object) -> None:
    """Writes a choice to the address; the default is left out of it."""
    if value in (None, default):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(value)


def _say_what_was_ignored(name: str, asked: list[str], options: Mapping[str, str]) -> None:
    unknown = [word for word in asked if word not in options]
    if not unknown:
        return
    shown = list(options)[:SHOWN_OPTIONS]
    there_are = join_and(shown) if len(shown) == len(options) else f"{', '.join(shown)} … ({len(options)} in all)"
    absent = join_and(f"“{word[:40]}”" for word in unknown)
    st.warning(
        f"The link asks for {escape_markdown(absent)} ({escape_markdown(name)}), which we do not have. "
        f"You can choose: {escape_markdown(there_are)}."
    )
