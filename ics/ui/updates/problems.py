"""How files were read, and their problems: counted by kind, the first of them in full, and all of them as a file."""

import pandas as pd
import streamlit as st

from ics.checks.check import Check
from ics.formatting import pluralise
from ics.problems import ERROR, Problem, ProblemGroup, grouped, total, total_in_words
from ics.ui.answers import download, show_table
from ics.ui.text import escape_markdown

SHOWN_NOTES = 30
SHOWN_PROBLEMS = 100


def show_notes(checked: Check, name: str = "files") -> None:
    """How files, or cells that were typed in, were read where they are not written as the tables are.

    `name`: what was read: "files" or "cells".
    """
    if checked.notes:
        lines = "\n".join(
            f"- {escape_markdown(note.file)}: {escape_markdown(note.message)}" for note in checked.notes[:SHOWN_NOTES]
        )
        more = len(checked.notes) - SHOWN_NOTES
        rest = f"\n- and {pluralise(more, 'more note', 'more notes')}" if more > 0 else ""
        st.info(f"**How we read your {name}**\n\n{lines}{rest}")


def show_problems(checked: Check, is_file: bool = True) -> bool:
    """All problems, errors first. True when the check can be published.

    `is_file`: whether the rows come from a file, with lines, or were typed here: see `Check.label_of`.
    """
    if not checked.problems:
        return True
    _say_how_many(checked, is_file)
    ordered = checked.errors + checked.warnings
    if len(groups := grouped(ordered)) < len(ordered):
        show_table(_kinds(groups), "Kinds of problems")
    if len(ordered) > SHOWN_PROBLEMS:
        st.markdown(f"These are the first {SHOWN_PROBLEMS}. The download has {_how_many_listed(ordered)}.")
    show_table(_in_short(checked, ordered[:SHOWN_PROBLEMS], is_file), "Problems found")
    download(problem_rows(checked, ordered, is_file), "problems")
    return not checked.errors


def _how_many_listed(problems: list[Problem]) -> str:
    listed = sum(problem.count == 1 for problem in problems)
    return f"all {listed:,}" if listed == total(problems) else f"{listed:,}, and the number of others of each kind"


def _say_how_many(checked: Check, is_file: bool) -> None:
    files = {p.file for p in checked.problems}
    if not is_file:
        who, fix = "Your changes have", "Correct the rows below."
    elif len(files) == 1:
        who, fix = f"{escape_markdown(min(files))} has", "Correct the file and choose it again."
    else:
        who, fix = "Your files have", "Correct them and choose them again."
    if checked.errors:
        st.error(f"**{who} {_many(checked)}.** Nothing has changed. {fix}")
    else:
        st.warning(f"**{who} {_many(checked)}.** You can still publish. Check them first.")


def _many(checked: Check) -> str:
    parts = [total_in_words(checked.errors, "problem", "problems")] if checked.errors else []
    parts += [total_in_words(checked.warnings, "warning", "warnings")] if checked.warnings else []
    return " and ".join(parts)


def _kinds(groups: list[ProblemGroup]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "How many": [f"{'more than ' if g.is_at_least else ''}{g.count:,}" for g in groups],
            "Kind": [_severity(g) for g in groups],
            "File": [g.file for g in groups],
            "Column": [g.column or "" for g in groups],
            "Example": [g.first.message for g in groups],
        }
    )


def _severity(found: Problem | ProblemGroup) -> str:
    return "Error" if found.severity == ERROR else "Warning"


def _in_short(checked: Check, problems: list[Problem], is_file: bool) -> pd.DataFrame:
    """One row per problem, for narrow screens too: what is the same in all rows is said once, above."""
    rows = problem_rows(checked, problems, is_file)
    return rows.drop(columns=[name for name in ("File", "Kind") if rows[name].nunique() == 1])


def problem_rows(checked: Check, problems: list[Problem], is_file: bool = True) -> pd.DataFrame:
    """One row per problem, in the words of the page."""
    lines = [str(p.line) if p.line else "" for p in problems]
    where = {"Line": lines} if is_file else {"Row": [checked.label_of(p) for p in problems]}
    return pd.DataFrame(
        {
            "File": [p.file for p in problems],
            "Kind": [_severity(p) for p in problems],
            **where,
            "Column": [(p.column or "") if is_file else checked.title_of(p) for p in problems],
            "Problem": [p.message for p in problems],
            "How to fix it": [p.fix for p in problems],
            "Value": [p.value or "" for p in problems],
        }
    )
