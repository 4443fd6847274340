"""The data links: `/api/v1` lists what there is, `/api/v1/<name>.csv` and `.json` give the rows of a query or a table.

They run the queries of the pages, with the same parameters, on the version that is current when they are asked. Answers
are cached, within a bound, and new ones are made a few at a time.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

import pandas as pd
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from ics.api.answer_cache import AnswerCache
from ics.api.link_limits import LinkRefusedError, Questions, TooFastError
from ics.datapackage import Table, tables
from ics.entity_tags import is_known
from ics.settings import PACKAGE, RELEASE, store_folder
from ics.store import query_files
from ics.store.ask import fetch_rows, run_query
from ics.store.parameters import PARAMETERS, ParameterError, Value, parse_query_string, places_in
from ics.store.query_files import Query
from ics.store.store import Store, StoreError
from ics.store.tables import whole_table
from ics.versions.build import prepare_store
from ics.writers.csv_files import plain_value, rows_csv, table_csv
from ics.writers.file_names import answer_file

FORMATS = ("csv", "json")
CACHED_BYTES = 32 * 2**20
_JsonObject = dict[str, Any]  # an object of the JSON
_ANSWERS = AnswerCache(CACHED_BYTES)
_QUESTIONS = Questions()


@dataclass(frozen=True)
class _Published:
    """The version that answers one request."""

    store: Store
    version: int

    @cached_property
    def stamp(self) -> str:
        return self.store.stamp(self.version)

    def rows(self, query: str) -> pd.DataFrame:
        """The rows of a query without parameters: the values that a parameter may have, for every request."""
        key = (self.store.folder, self.stamp, query)
        cached = _ANSWERS.get(key)
        if isinstance(cached, pd.DataFrame):
            return cached
        rows = run_query(query, self.store, self.version)
        _ANSWERS.put(key, rows, int(rows.memory_usage(deep=True).sum()))
        return rows


def index(request: Request) -> Response:
    """Every query and table there is, with parameters and columns."""
    published = _published()
    return _tagged(request, published, f"index{_definitions()}{date.today()}", partial(_index, published))


@cache
def _definitions() -> str:
    """Tells other queries, or another description of the tables, from those of now."""
    sql = [query_files.load(name).sql for name in query_files.names()]
    return hashlib.sha256("".join([*sql, PACKAGE.read_text(encoding="utf-8")]).encode()).hexdigest()


def _index(published: _Published) -> Response:
    datasets = [_query_entry(query_files.load(name), published) for name in query_files.names()]
    datasets += [_table_entry(table) for table in tables().values()]
    return JSONResponse({"version": published.version, "datasets": datasets})


def answer_link(request: Request) -> Response:
    """The rows of a query or a table, as CSV for a spreadsheet or as JSON for a program."""
    name, format_ = request.path_params["name"], request.path_params["format"]
    if format_ not in FORMATS:
        raise HTTPException(404, f"There is no format {format_[:20]}. Choose {' or '.join(FORMATS)}.")
    published, query = _published(), _definition(name)
    try:
        given = parse_query_string(query.parameters, request.query_params.multi_items(), published.rows)
    except ParameterError as error:
        raise HTTPException(400, str(error)) from None
    write = _csv if format_ == "csv" else _json
    return _tagged(request, published, f"{query.sql}{format_}{given}", partial(write, query, given, published))


def _definition(name: str) -> Query:
    """The query of that name, or one that gives a whole table."""
    if name in tables():
        table = tables()[name]
        return Query(name, table.title, table.description, whole_table(table))
    if name not in query_files.names():
        there_are = ", ".join([*query_files.names(), *tables()])
        raise HTTPException(404, f"There is no dataset {name[:40]}. Choose from: {there_are}.")
    return query_files.load(name)


def _csv(query: Query, given: Mapping[str, Value], published: _Published) -> Response:
    if query.name in tables():
        content = table_csv(published.store, published.version, tables()[query.name])
    else:
        content = rows_csv(*fetch_rows(query.sql, published.store, published.version, **given))
    headers = {"Content-Disposition": f'attachment; filename="{_file_name(query, given, published, "csv")}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def _json(query: Query, given: Mapping[str, Value], published: _Published) -> Response:
    """The rows, with the parameters by the names that the SQL uses. A browser shows them, and names a file it saves."""
    columns, rows = fetch_rows(query.sql, published.store, published.version, **given)
    records = [dict(zip(columns, map(plain_value, row), strict=True)) for row in rows]
    shown = {name: plain_value(value) for name, value in given.items()}
    content = {"name": query.name, "parameters": shown, "version": published.version, "rows": records}
    headers = {"Content-Disposition": f'inline; filename="{_file_name(query, given, published, "json")}"'}
    return JSONResponse(content, headers=headers)


def _file_name(query: Query, given: Mapping[str, Value], published: _Published, ending: str) -> str:
    return answer_file(query, given, places_in(given, published.rows), published.version, ending)


def _query_entry(query: Query, published: _Published) -> _JsonObject:
    return {
        "name": query.name,
        "description": f"{query.answers} {query.grain}",
        "parameters": [_parameter_entry(name, text, published) for name, text in query.parameters.items()],
        "columns": [{"name": name, "description": text} for name, text in query.columns.items()],
    }


def _parameter_entry(name: str, text: str, published: _Published) -> _JsonObject:
    parameter = PARAMETERS[name]
    default = plain_value(parameter.default_in(published.rows))
    entry: _JsonObject = {"name": parameter.url_name, "description": text, "default": default}
    values = parameter.values_in(published.rows)
    return entry | {"values": values} if values else entry


def _table_entry(table: Table) -> _JsonObject:
    return {
        "name": table.name,
        "description": table.description,
        "parameters": [],
        "columns": [{"name": f.name, "description": f.description} for f in table.fields],
    }


def _published() -> _Published:
    store = prepare_store(store_folder())
    return _Published(store, store.current())


def _tagged(request: Request, published: _Published, content: str, make: Callable[[], Response]) -> Response:
    """The answer with its entity tag, or the note that the caller has it already. Raises LinkRefusedError.

    `content` tells one answer from another; a new release may write the same rows differently, so it counts as well.
    """
    identity = hashlib.sha256(f"{published.stamp}{content}{RELEASE}".encode()).hexdigest()
    tag = f'"v{published.version}-{identity[:16]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if is_known(tag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    made = _made((published.store.folder, identity), make)
    return Response(made.body, headers=dict(made.headers) | headers)


def _made(key: tuple[Path, str], make: Callable[[], Response]) -> Response:
    """The answer as it was made before, or made now, in turn: several may have asked for the same one at once."""
    if cached := _cached(key):
        return cached
    with _QUESTIONS.turn():
        if cached := _cached(key):
            return cached
        response = make()
        _ANSWERS.put(key, response, len(response.body))
        return response


def _cached(key: tuple[Path, str]) -> Response | None:
    cached = _ANSWERS.get(key)
    return cached if isinstance(cached, Response) else None


def _error_answer(_: Request, error: Exception) -> Response:
    """What a caller is told instead of an answer: the reason and, where it may help, when to ask again."""
    match error:
        case HTTPException():
            return JSONResponse({"error": error.detail}, error.status_code, headers=error.headers)
        case LinkRefusedError():
            status = 429 if isinstance(error, TooFastError) else 503
            return JSONResponse({"error": str(error)}, status, headers={"Retry-After": str(error.seconds)})
        case StoreError():
            return JSONResponse({"error": str(error)}, 503)
    raise error


_api = Starlette(
    routes=[Route("/v1", index), Route("/v1/{name}.{format}", answer_link)],
    exception_handlers=dict.fromkeys((HTTPException, StoreError, LinkRefusedError), _error_answer),
)
_api.router.redirect_slashes = False  # a redirect would lead to whatever host the request names
routes = [Route("/api", _api), Mount("/api", _api)]
