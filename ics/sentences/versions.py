"""What is said about a version of the data."""

from datetime import datetime

import pandas as pd

from ics.words import day_in_words


def newer_version(latest: pd.Series, shown: int, now: datetime) -> str:
    """Who published what and when, for a reader who still looks at version `shown`.

    `latest`: a row of query versions; `now`: in UTC, as the times of the versions are.
    """
    day = "" if latest.published_at.date() == now.date() else f"on {day_in_words(latest.published_at)} "
    by = "" if pd.isna(latest.who) else f" by {latest.who}"
    before = " as it was before" if latest.version == shown else ""
    return (
        f"Version {latest.version} of the data was published {day}at {latest.published_at:%H:%M} UTC{by}: "
        f"{latest.note.rstrip('.')}. You are looking at version {shown}{before}."
    )
