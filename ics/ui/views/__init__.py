"""The parts of the pages: their choices, and what they show of the answers to their queries. One module per page.

May import everything below the pages: queries by `ics.ui.data`, then sentences, figures and tables.
Begin with `milestones.py`, next to `pages/milestones.py`, which calls it.
"""
