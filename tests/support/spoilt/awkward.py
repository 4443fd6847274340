"""A world whose every text is one that a page could take for markup: what files bring in is text, and stays text."""

from datetime import date, timedelta
from pathlib import Path

from ics.checks.check import check_files
from ics.datapackage import tables
from ics.store.store import Store
from tests.support.worlds import Row, publish, table_file

SOURCE_HOST = "source.example"
FIRST_DAY = date(2016, 4, 1)
# The ids without which the pages cannot be, in the order of the path.
NEEDED = ["stp_footprint", "stp_plan_published", "shadow_ics", "ics_designated"]
UNITS = ["people", "0 or 1", "ordinal 1-3 (1 {}, 2 b, 3 c)", "self-assessed 1-5", "{}", "code 1 {}, 2 {}"]
THEMES = ["workforce", "shared leadership"]

EVIL = "evil.example"
RUN = "window.pwned=1"
LONG = "Verylongword" * 30
# What Markdown, HTML, CSS, plotly or a template would read. The first ones mean something only where a text begins.
STRINGS = [
    f"[a](//{EVIL}/link)",
    f"www.{EVIL}",
    f"[a][1] [1]: https://{EVIL}/reference",
    f"[1]: https://{EVIL}/definition 'title'",
    f"[^1] [^1]: https://{EVIL}/footnote",
    f"<style>body{{background:url(//{EVIL}/css)}}</style>",
    f"`code` ``[a](//{EVIL}/code)`` ```",
    ":material/home: :material_home: :streamlit: :smile: :+1: :100:",
    "# Heading",
    "> quotation",
    "1. list",
    f"| a | b | |---|---| | [a](//{EVIL}/cell) | b |",
    f"* a\n\n# Line break\n\n[a](//{EVIL}/line)\n\n---\n\n    indented <b>b</b>",
    "%{x} %{y:.2f} %{customdata[0]} %{hovertext} %{x|%Y} %{text}<extra>e</extra>",
    "a -> b <- c <-> d -- e >= f <= g ~= h",
    "left \u202eright to left\u202c \u2066isolated\u2069 \u202eand open",
    "bell\x07 escape\x1b[31m backspace\x08 delete\x7f",
    LONG,
    f"//{EVIL}/scheme \\\\{EVIL}\\share",
    f"![a](https://{EVIL}/image.png)",
    f"WWW.{EVIL}/path",
    f"https://{EVIL}/auto",
    f"HTTP://{EVIL}/auto",
    f"<https://{EVIL}/angle>",
    f"ftp://{EVIL}/file",
    f"someone@{EVIL}",
    f"mailto:someone@{EVIL} xmpp:someone@{EVIL}/chat",
    "[a](javascript:window.pwned=1)",
    "[a](data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg)",
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<img src='https://{EVIL}/pixel.png'>",
    f"<svg onload={RUN}><animate onbegin={RUN}></svg>",
    f"<iframe src='https://{EVIL}/' srcdoc='<script>parent.pwned=1</script>'></iframe>",
    f"<a href='https://{EVIL}/tag' onclick={RUN}>a</a>",
    f"<form action='https://{EVIL}/'><input name=q autofocus onfocus={RUN}></form>",
    f"<object data='https://{EVIL}/'></object><embed src='https://{EVIL}/'>",
    f"<base href='https://{EVIL}/'>",
    f"<meta http-equiv=refresh content='0;url=https://{EVIL}/'>",
    f"</style></title></textarea></script><script>{RUN}</script>",
    f'x" onmouseover="{RUN}" style="background:url(//{EVIL}/attribute)',
    f"'; {RUN}; //",
    f"&lt;script&gt;{RUN}&lt;/script&gt; &amp;amp; &#91;a&#93;&#40;//{EVIL}&#41;",
    f"\\[a](//{EVIL}/backslash) \\\\[b](//{EVIL}/two)\\",
    "$\\href{https://evil.example/latex}{x}$ $$\\frac12$$",
    f"$x$ <a xlink:href='https://{EVIL}/x'>a</a> \\(y\\)",
    f":red[x] :blue-background[y] :small[z] :color[w]{{foreground='url(//{EVIL})'}} :help[v] :shimmer[u]",
    f":help {{.x onclick={RUN}}} ::name[a] :::name",
    "**bold** __bold__ *it* _it_ ~~gone~~ ~low~ ^up^ ==marked==",
    "a<br>b<br/>c <b>bold</b><i>it</i><sup>up</sup><sub>low</sub><span style='color:red'>s</span><extra></extra>",
    f'<a href="javascript:{RUN}" target=_self>plotly</a>',
    ",.2f ~s %d {0} {name} {{name}} {{{{ 7*7 }}}} ${{7*7}} #{{7*7}}",
    "zero\u200bwidth\u200djoined\ufeffmark\u00adsoft\u2060word",
    "quotes ' \" ` ´ “ ” « » and \\ back\\slashes\\",
    f"url(//{EVIL}/url) expression({RUN}) @import 'https://{EVIL}/css'",
]
TEXTS = [" ".join(STRINGS[n::19]) for n in range(19)]  # one text bears several, so that a page stays small
LABELS = ["<b>b", "[](/)", "$x$", "&lt;", "%{x}", ":+1:", "*a*", "`a`", "# a", "a<br>b", '"onx="']


def publish_awkward(folder: Path, texts: list[str], note: str, who: str, labels: list[str]) -> Store:
    """Publishes the world of the texts as the next version of the folder. The one place that publishes here."""
    store = Store(folder)
    based_on = store.current() if store.versions() else None
    files = [table_file(name, rows) for name, rows in awkward_world(texts, labels).items()]
    checked = check_files(files, store, based_on)
    publish(checked, store, note, who, accept_warnings=True)
    return store


def awkward_world(texts: list[str], labels: list[str]) -> dict[str, list[Row]]:
    """The rows of every table, one or more for each of at least four texts.

    `labels`: texts of at most 7 letters, for the hexagons.
    """
    numbered = list(enumerate(texts, 1))
    world: dict[str, list[Row]] = {
        "areas": [_area(n, text, labels[n % len(labels)]) for n, text in numbered],
        "milestones": [_milestone(n, text) for n, text in enumerate(texts)],
        "area_milestones": [row for n, text in numbered for row in _reached(n, text)],
        "area_changes": [_change(n, text) for n, text in numbered],
        "indicators": [_indicator(n, text) for n, text in numbered],
        "indicator_values": [row for n, text in numbered for row in _values(n, text)],
        "programmes": [_programme(n, text) for n, text in numbered],
        "programme_areas": [{"programme_id": f"example-{n}", "area_code": _code(n)} for n, _ in numbered],
        "points_of_light": [_point(n, text) for n, text in numbered],
    }
    return {name: world[name] for name in tables()}


def _code(number: int) -> str:
    return f"E54999{number:03}"


def _sourced(text: str) -> Row:
    return {"source_title": text.replace("|", "/"), "source_url": f"https://{SOURCE_HOST}/a_(b)[c]?d=$e$&amp;`f`\\"}


def _members(text: str) -> str:
    """The text as one member of a list: what came after a delimiter could be empty, or begin like a formula."""
    return text.replace(";", ",")


def _area(number: int, text: str, label: str) -> Row:
    return {
        "area_name": text,
        "short_name": text,
        "tile_label": label,
        "region": ["London", "Midlands"][number % 2],
        "population_basis": text,
        "predecessor_stps": _members(text),
        **_sourced(text),
    }


def _milestone(number: int, name: str) -> Row:
    return {
        "milestone_id": NEEDED[number] if number < len(NEEDED) else f"further_{number}",
        "milestone_name": name,
        "short_name": name,
        "sequence": number + 1,
        "is_stage": "true" if number < len(NEEDED) else "false",
        "target_date": "2021-04-01" if number >= len(NEEDED) - 1 else "",
        "coverage": "partial" if number % 2 else "complete",
        "coverage_note": name,
        "description": name,
        **_sourced(name),
    }


def _reached(number: int, text: str) -> list[Row]:
    """When an area reached the stages; one in eight is known as a system in a part of the area before."""
    part = {"extent": "part", "part_systems": 1} if number % 8 == 0 else {}
    dates = [FIRST_DAY + timedelta(days=200 * stage + number) for stage in range(len(NEEDED))]
    rows = [
        {"area_code": _code(number), "milestone_id": milestone, "date": day, "note": text, **_sourced(text)}
        for milestone, day in zip(NEEDED, dates, strict=True)
    ]
    return [row | (part if row["milestone_id"] == "shadow_ics" else {}) for row in rows]


def _change(number: int, text: str) -> Row:
    """All of them lead to the first area, whose page tells of them."""
    return {
        "from_code": f"E54998{number:03}",
        "from_name": text,
        "to_code": _code(1),
        "to_name": text,
        "kind": "merged",
        "note": text,
        **_sourced(text),
    }


def _indicator(number: int, text: str) -> Row:
    return {
        "indicator_name": text,
        "framework": "16 lessons" if number % 6 == 4 else "published data",
        "theme": THEMES[number % 2],
        "unit": UNITS[number % len(UNITS)].format(text, text),
        "target": 1,
        "coverage_note": text,
        "description": text,
        **_sourced(text),
    }


def _values(number: int, text: str) -> list[Row]:
    """Of every indicator two values of one area; of the first six, each with a unit of its own, those of all areas."""
    return [
        {"indicator_id": f"example_{indicator}", "area_code": _code(number), "period": f"{year}-04-01"}
        | {"value": 1, "label": text, "note": text, **_sourced(text)}
        for indicator in {*range(1, len(UNITS) + 1), number}
        for year in (2019, 2020)
    ]


def _programme(number: int, text: str) -> Row:
    return {
        "programme": "cqc_local_system_review" if number % 8 == 0 else "pioneer",
        "model_type": text,
        "site_name": text,
        "places": _members(text),
        "services_integrated": _members(text),
        "lead_organisation_types": _members(text),
        "outcome_note": text,
        **_sourced(text),
    }


def _point(number: int, text: str) -> Row:
    return {
        "place": text,
        "area_code": _code(number),
        "is_founding": "true" if number % 2 else "false",
        "cited_by": text,
        "reason": text,
        "measured_result": text,
        **_sourced(text),
    }
