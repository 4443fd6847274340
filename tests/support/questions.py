"""The questions people come with."""

import re

REGISTER = (
    "/who-did-what-where?region=South+West&services=general+practice&services=community+health&services=social+care"
)
# The link that reproduces each answer, and the words that give it.
ANSWERS = {
    "which regions had full coverage on 31 December 2020": (
        "/?as_at=2020-12-31",
        "2 of 7 regions were complete: London and North East and Yorkshire.",
    ),
    "which areas of the Midlands were designated late": (
        "/milestones?region=Midlands",
        re.compile(r"Midlands: 11 of 11 areas had reached “ICS designated” by 1 April 2021.*None of them was late\."),
    ),
    "which areas of the Midlands were designated last, and how many days before the target": (
        "/milestones?region=Midlands",
        re.compile(r"The last were .*Lincolnshire.*\(1 April 2021, on the day of the target\)"),
    ),
    "how many areas had one CCG in April 2020": (
        "/leadership?indicator=ccg_single&as_at=2020-04-30",
        "yes in 20 of 42 areas (values of April 2020)",
    ),
    "who in the South West has integrated general practice with community health and social care": (
        REGISTER,
        "South West, as at 1 April 2021: 3 of 7 recorded sites",
    ),
    "with what evidence": (
        REGISTER,
        "uncontrolled for “Cornwall and the Isles of Scilly (Living Well)” and “South Somerset Symphony Programme”; "
        "no measured result for “South Somerset”",
    ),
    "which areas like Lincolnshire had been designated a year earlier": (
        "/area?area=E54000013&milestone=ics_designated&days_before=365",
        "14 other areas had reached “ICS designated” at least 365 days earlier",
    ),
}
