"""Rows of the queries on programmes, as the store gives them."""

import pandas as pd


def spread(*rows: tuple[str | None, str | None, int, int]) -> pd.DataFrame:
    """Rows of the query programmes_by_region_and_service."""
    return pd.DataFrame(rows, columns=["region", "service", "sites", "region_sites"])


SPREAD = spread(
    ("London", "care homes", 0, 1),
    ("London", "social care", 1, 1),
    ("London", None, 0, 1),
    ("North East and Yorkshire", "care homes", 1, 3),
    ("North East and Yorkshire", "social care", 2, 3),
    ("North East and Yorkshire", None, 1, 3),
    (None, "care homes", 1, 4),
    (None, "social care", 3, 4),
    (None, None, 1, 4),
)
