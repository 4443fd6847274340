"""The data links: `/api/v1` lists what there is, `/api/v1/<name>.csv` and `.json` give the rows of a query or a table.

They run the queries of the pages, with the same parameters, on the version that is current when they are asked. Answers
are kept, within a bound, and new ones are made a few at a time.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path

import pandas as pd
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from ics.api.answer_cache import AnswerCache
from ics.api.link_limits import LinkRefusedError, Questions, TooFastError
from ics.datapackage import Table, tables
from ics.settings import PACKAGE, store_folder
from ics.store import parameters, query_files
from ics.store.ask import fetch_rows, run_query
from ics.store.parameters import PARAMETERS, ParameterError, read
from ics.store.store import Store, StoreError
from ics.store.tables import whole_table
from ics.versions.build import prepared
from ics.writers import csv_files
from ics.writers.csv_files import plain_value, rows_csv, table_csv

FORMATS = ("csv", "json")
KEPT_BYTES = 32 * 2**20
_KEPT = AnswerCache(KEPT_BYTES)
_QUESTIONS = Questions()
# A new release may write the same rows differently, so what writes them is part of the entity tag.
_PROGRAM = hashlib.sha256(
    b"".join(Path(module.__file__).read_bytes() for module in (csv_files, parameters))
).hexdigest()
_PROGRAM += hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


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
        rows = _KEPT.get(key)
        if rows is None:
            rows = run_query(query, self.store, self.version)
            _KEPT.put(key, rows, int(rows.memory_usage(deep=True).sum()))
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


def dataset(request: Request) -> Response:
    """The rows of a query or a table, as CSV for a spreadsheet or as JSON for a program."""
    name, format_ = request.path_params["name"], request.path_params["format"]
    if format_ not in FORMATS:
        raise HTTPException(404, f"There is no format {format_[:20]}; there are: {', '.join(FORMATS)}.")
    published = _published()
    query = _definition(name)
    try:
        given = read(list(query.parameters), request.query_params.multi_items(), published.rows)
    except ParameterError as error:
        raise HTTPException(400, str(error)) from None
    write = _csv if format_ == "csv" else _json
    return _tagged(request, published, f"{query.sql}{format_}{given}", partial(write, query, given, published))


def _definition(name: str) -> query_files.Query:
    """The query of that name, or one that gives a whole table."""
    if name in tables():
        table = tables()[name]
        return query_files.Query(name, table.title, table.description, whole_table(table))
    if name not in query_files.names():
        there_are = ", ".join([*query_files.names(), *tables()])
        raise HTTPException(404, f"There is no dataset {name[:40]}; there are: {there_are}.")
    return query_files.load(name)


def _csv(query: query_files.Query, given: dict, published: _Published) -> Response:
    if query.name in tables():
        content = table_csv(published.store, published.version, tables()[query.name])
    else:
        content = rows_csv(*fetch_rows(query.sql, published.store, published.version, **given))
    headers = {"Content-Disposition": f'attachment; filename="{query.name}.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def _json(query: query_files.Query, given: dict, published: _Published) -> Response:
    columns, rows = fetch_rows(query.sql, published.store, published.version, **given)
    records = [dict(zip(columns, map(plain_value, row), strict=True)) for row in rows]
    shown = {name: plain_value(value) for name, value in given.items()}
    return JSONResponse({"name": query.name, "parameters": shown, "version": published.version, "rows": records})


def _query_entry(query: query_files.Query, published: _Published) -> dict:
    return {
        "name": query.name,
        "description": f"{query.answers} {query.grain}",
        "parameters": [_parameter_entry(name, text, published) for name, text in query.parameters.items()],
        "columns": [{"name": name, "description": text} for name, text in query.columns.items()],
    }


def _parameter_entry(name: str, text: str, published: _Published) -> dict:
    parameter = PARAMETERS[name]
    entry = {"name": name, "description": text, "default": plain_value(parameter.default_in(published.rows))}
    values = parameter.values_in(published.rows)
    return entry | {"values": values} if values else entry


def _table_entry(table: Table) -> dict:
    return {
        "name": table.name,
        "description": table.description,
        "parameters": [],
        "columns": [{"name": f.name, "description": f.description} for f in table.fields],
    }


def _published() -> _Published:
    store = prepared(store_folder())
    return _Published(store, store.current())


def _tagged(request: Request, published: _Published, content: str, make: Callable[[], Response]) -> Response:
    """The answer with its entity tag, or the note that the caller has it already. Raises Refusal."""
    identity = hashlib.sha256(f"{published.stamp}{content}{_PROGRAM}".encode()).hexdigest()
    tag = f'"v{published.version}-{identity[:16]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    made = _made((published.store.folder, identity), make)
    return Response(made.body, headers=dict(made.headers) | headers)


def _made(key: tuple[Path, str], make: Callable[[], Response]) -> Response:
    """The answer as it was made before, or made now, in turn: several may have asked for the same one at once."""
    if kept := _KEPT.get(key):
        return kept
    with _QUESTIONS.turn():
        if kept := _KEPT.get(key):
            return kept
        response = make()
        _KEPT.put(key, response, len(response.body))
        return response


def _refused(_: Request, error: HTTPException) -> Response:
    return JSONResponse({"error": error.detail}, error.status_code, headers=error.headers)


def _unreadable(_: Request, error: StoreError) -> Response:
    return JSONResponse({"error": str(error)}, 503)


def _later(_: Request, refusal: LinkRefusedError) -> Response:
    status = 429 if isinstance(refusal, TooFastError) else 503
    return JSONResponse({"error": str(refusal)}, status, headers={"Retry-After": str(refusal.seconds)})


_api = Starlette(
    routes=[Route("/v1", index), Route("/v1/{name}.{format}", dataset)],
    exception_handlers={HTTPException: _refused, StoreError: _unreadable, LinkRefusedError: _later},
)
_api.router.redirect_slashes = False  # a redirect would lead to whatever host the request names
routes = [Route("/api", _api), Mount("/api", _api)]
