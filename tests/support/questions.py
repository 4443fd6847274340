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
        re.compile(r"Midlands: 8 of 11 areas became integrated care systems on the last possible day.*None was late\."),
    ),
    "which areas of the Midlands were designated last, and how many days before the target": (
        "/milestones?region=Midlands&show=table",
        re.compile(r"The last 8 were on 1 April 2021, the target date\..*Lincolnshire.*on the day of the target"),
    ),
    "how many areas had one CCG in April 2020": (
        "/leadership?indicator=ccg_single&as_at=2020-04-30",
        "yes in 20 of 42 areas in England (48%) in April 2020",
    ),
    "who in the South West has integrated general practice with community health and social care": (
        REGISTER,
        "3 of 7 places in the South West are described as joining up general practice, community health and",
    ),
    "with what evidence": (
        REGISTER,
        "Before and after only: “Cornwall and the Isles of Scilly (Living Well)” and “South Somerset Symphony "
        "Programme”. No measured result: “South Somerset”.",
    ),
    "which areas like Lincolnshire had been designated a year earlier": (
        "/area?area=E54000013&milestone=ics_designated&days_before=365",
        "14 other areas had reached “ICS designated” at least 365 days earlier",
    ),
}
