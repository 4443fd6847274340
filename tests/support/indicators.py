"""Rows of the queries on indicators, as the store gives them."""

import pandas as pd

CHAIR = "ordinal 1-3 (3 chair in place, 2 recruiting, 1 neither)"
LEAD = "code 1 NHS provider, 2 CCG, 3 local government"


def by_area(*values: float | str | None, unit: str = "count") -> pd.DataFrame:
    """Rows of the query indicator_by_area, areas in London; text is a label without a value."""
    numbers = [number if not isinstance(number, str) else None for number in values]
    known = pd.Series(numbers, dtype=float)
    median = known.median() if 2 * known.notna().sum() >= len(known) else float("nan")
    return pd.DataFrame(
        {
            "area_code": [f"E5499900{n}" for n in range(1, len(values) + 1)],
            "area_name": [f"Area {n}" for n in range(1, len(values) + 1)],
            "tile_label": [f"A{n}" for n in range(1, len(values) + 1)],
            "region": "London",
            "value": known,
            "label": [text if isinstance(text, str) else None for text in values],
            "period": [pd.NaT if number is None else pd.Timestamp("2020-04-01") for number in values],
            "period_precision": "month",
            "note": None,
            "region_median": median,
            "region_recorded": known.notna().sum(),
            "region_areas": len(values),
            "england_median": median,
            "source_title": "Example source",
            "source_url": "https://example.org/values",
        }
    ).assign(unit=unit)


def by_period(*rows: tuple[str, float, int]) -> pd.DataFrame:
    """Rows of the query indicator_counts_by_period: period, value and areas, of five."""
    found = pd.DataFrame(rows, columns=["period", "value", "value_areas"])
    recorded = found.groupby("period")["value_areas"].transform("sum")
    return found.assign(period=pd.to_datetime(found["period"]), period_precision="month", recorded=recorded, areas=5)


def over_time(**values: list[float | None]) -> pd.DataFrame:
    """Rows of the query indicator_over_time: the values of each area in April 2019, 2020 and so on."""
    rows = [
        {
            "region": "London",
            "area_code": name,
            "area_name": name,
            "period": pd.Timestamp(2019 + n, 4, 1),
            "value": number,
        }
        for name, numbers in values.items()
        for n, number in enumerate(numbers)
        if number is not None
    ]
    found = pd.DataFrame(rows).assign(period_precision="month", areas=len(values))
    by = found.groupby("period")["value"]
    return found.assign(region_median=by.transform("median"), recorded=by.transform("count"))


SHARES = by_period(("2019-04-01", 0, 5), ("2020-04-01", 0, 3), ("2020-04-01", 1, 2))
