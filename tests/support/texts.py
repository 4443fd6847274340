"""The texts of the program that people read, taken out of the files that have them.

String literals of Python, headers of queries, the titles and descriptions of the data package, and documents.
"""

import ast
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from ics.settings import ROOT

# The folders and files whose texts people read. A new file in them is read too.
READ_BY_PEOPLE = (
    "pages/",
    "ics/api/",
    "ics/charts/",
    "ics/checks/",
    "ics/cli/",
    "ics/editing/",
    "ics/formatting.py",
    "ics/problems.py",
    "ics/readers/",
    "ics/safeguards/",
    "ics/sentences/",
    "ics/server/",
    "ics/store/",
    "ics/ui/",
    "ics/units.py",
    "ics/versions/",
    "ics/writers/",
    "queries/",
    "data/datapackage.json",
    "docs/command-line.md",
    "docs/deployment.md",
    "CONTRIBUTING.md",
    "README.md",
)
VALUE = "London"  # in the place of what a text is filled with
_IS_PROSE = re.compile(r"[A-Za-z]{2}.* .*[A-Za-z]{2}|^[A-Z][a-z]+$", re.S)
# What is text in the program, but not for people: SQL, JavaScript, style sheets, and headers of answers.
_IS_CODE = re.compile(
    r"\b(select|insert into|delete from|group by|order by|left join|where false|export default)\b|::\w"
    r"|\b(create|drop|use|attach|set) (view|table|schema|or replace|scratch|store|former|enable|disabled|lock)|= \?|<> "
    r"|\b(font|color|margin): |filename=|charset="
)


def listed(*patterns: str) -> list[str]:
    """The files of the project that match, as git lists them; none where git or its folder is not there."""
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        return []
    listing = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return [name for name in names if name and (ROOT / name).is_file()]


def read_by_people() -> list[str]:
    """The files of READ_BY_PEOPLE that texts can be taken from."""
    return [name for name in listed(*READ_BY_PEOPLE) if Path(name).suffix in _READERS]


def texts_of(name: str) -> list[str]:
    """The texts of a file that people read, with `VALUE` where the program puts a value."""
    path = ROOT / name
    return list(_READERS[path.suffix](path.read_text(encoding="utf-8")))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text that end like one; its labels and headings are not sentences."""
    return [part.strip() for part in re.findall(r"[^.?!]+(?:[.](?=\w)[^.?!]*)*[.?!](?=\s|$)", text)]


def literals(source: str) -> Iterator[str]:
    """The string literals of a Python file that people may read; docstrings are for programmers."""
    tree = ast.parse(source)
    left_out = {id(part) for node in ast.walk(tree) for part in _not_for_people(node)}
    for node in ast.walk(tree):
        text = "" if id(node) in left_out else _text(node)
        if text != VALUE and _IS_PROSE.search(text) and not _IS_CODE.search(text):
            yield text


def _not_for_people(node: ast.AST) -> Iterator[ast.AST]:
    """The docstring of a definition, and the parts of a text that is taken as a whole."""
    match node:
        case ast.JoinedStr():
            for value in node.values:
                yield from ast.walk(value) if isinstance(value, ast.Constant) else _format_of(value)
        case ast.Expr(value=ast.Constant() as docstring):
            yield docstring


def _format_of(value: ast.expr) -> Iterator[ast.AST]:
    """How a value is written, as `:,` says, is not a text; the value may have texts in it."""
    if isinstance(value, ast.FormattedValue) and value.format_spec:
        yield from ast.walk(value.format_spec)


def _text(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(str(v.value) if isinstance(v, ast.Constant) else VALUE for v in values)
    return ""


def _header_of_query(sql: str) -> Iterator[str]:
    """The comment at the top of a query, line by line, without the names that it explains."""
    for line in sql.splitlines():
        if not line.startswith("--"):
            return
        yield re.sub(r"^--\s*(?:[\w]+:\s+)?", "", line)


def _package(text: str) -> Iterator[str]:
    """Titles, descriptions and forms of the data package, of its tables and their columns."""
    package = json.loads(text)
    fields = [f for table in package["resources"] for f in table["schema"]["fields"]]
    for described in [package, *package["resources"], *fields]:
        yield from (described[key] for key in ("title", "description", "form") if key in described)


def _document(text: str) -> Iterator[str]:
    """The lines of a document, without code."""
    yield from re.sub(r"```.*?```|`[^`\n]*`", " ", text, flags=re.S).splitlines()


_READERS: dict[str, Callable[[str], Iterator[str]]] = {
    ".py": literals,
    ".sql": _header_of_query,
    ".json": _package,
    ".md": _document,
}
