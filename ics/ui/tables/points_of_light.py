"""The tables of the page Points of light."""

import pandas as pd

from ics.formatting import date_in_words
from ics.query_rows import AreasDesignatedEarlyRow, rows_as
from ics.ui.links import area_link


def early_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Query areas_designated_early; the areas are links."""
    found = list(rows_as(AreasDesignatedEarlyRow, rows))
    return pd.DataFrame(
        {
            "Area": [area_link(r) for r in found],
            "Region": rows["region"],
            "Became an ICS": [date_in_words(r.designated_on, r.designated_precision) for r in found],
            "Days before the target (at least)": rows["days_before_target"].map("{:,}".format),
            "People": rows["population"].map("{:,}".format),
        }
    )
