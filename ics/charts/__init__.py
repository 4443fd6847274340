"""The figures: one function each, from rows to a plotly figure. Only these modules know plotly."""
