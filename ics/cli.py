"""The command line: build, check and publish, with the same functions as the page "Update data".

Exit codes: 0 all is well; 1 problems, which are printed; 2 wrong usage.
"""

import argparse
import contextlib
import dataclasses
import json
from pathlib import Path

from ics.checking import ADD_AND_UPDATE, REPLACE, Check, check
from ics.preview import TableChange, preview
from ics.problems import Problem
from ics.publishing import Refused, build, ensure_published, publish
from ics.reading import SourceFile
from ics.settings import store_folder
from ics.store import NotPublished, Store, StoreError, StoreMissing

HOW_TO_REBUILD = "To publish the project's CSV files as a new version beside it: python -m ics build --again"


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit code (wrong usage exits with 2 by itself)."""
    options = _parser().parse_args(arguments)
    try:
        outcome = options.command(options, Store(store_folder()))
    except Refused as refusal:
        outcome = {"ok": False, "problems": refusal.problems}
    except NotPublished as error:
        outcome = {"ok": False, "error": str(error)}
    except StoreError as error:
        outcome = {"ok": False, "error": f"{error} {HOW_TO_REBUILD}"}
    except OSError as error:
        outcome = {"ok": False, "error": f"{error.filename or ''}: {error.strerror or error}"}
    print(_as_json(outcome) if options.json else _as_text(outcome))
    return 0 if outcome["ok"] else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ics", description="Build, check and publish the dashboard's data.")
    commands = parser.add_subparsers(title="commands", required=True)

    building = _command(commands, "build", _build, "publish the project's CSV files as the first version")
    building.add_argument("--again", action="store_true", help="publish them as a new version although there is one")

    checking = _command(commands, "check", _check, "check files against the published data; publish none")
    publishing = _command(commands, "publish", _publish, "check files and publish them")
    for files in (checking, publishing):
        files.add_argument(
            "files",
            nargs="+",
            type=Path,
            metavar="FILE",
            help="a CSV, workbook (.xlsx) or ZIP of tables with all their columns",
        )
        files.add_argument("--replace", action="store_true", help="replace the tables instead of adding and updating")
    publishing.add_argument("--note", required=True, type=_some_words, help="what changes and why, for the history")
    publishing.add_argument("--who", default="", help="who publishes, for the history")
    publishing.add_argument("--despite-warnings", action="store_true", help="publish although there are warnings")
    return parser


def _command(commands, name: str, run, text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    command.add_argument("--json", action="store_true", help="print the outcome as JSON")
    command.set_defaults(command=run)
    return command


def _some_words(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("say in a few words what changes and why")
    return text.strip()


def _build(options: argparse.Namespace, store: Store) -> dict:
    if options.again:
        return {"ok": True, "version": build(store, again=True), "published": True}
    before = None
    with contextlib.suppress(StoreMissing):
        before = store.current()
    version = ensure_published(store)
    return {"ok": True, "version": version, "published": version != before}


def _check(options: argparse.Namespace, store: Store) -> dict:
    checked = _checked(options, store)
    changes = [] if checked.errors else preview(checked)
    return {"ok": not checked.errors, "problems": checked.problems, "changes": changes, "notes": checked.notes}


def _publish(options: argparse.Namespace, store: Store) -> dict:
    checked = _checked(options, store)
    if checked.errors or (checked.warnings and not options.despite_warnings):
        raise Refused(checked.problems)
    changes = preview(checked)
    said = {"changes": changes, "notes": checked.notes}
    if all(change.is_nothing for change in changes):
        return {"ok": True, "version": checked.based_on, "published": False, **said}
    version = publish(checked, store, options.note, options.who, despite_warnings=options.despite_warnings)
    return {"ok": True, "version": version, "published": True, **said}


def _checked(options: argparse.Namespace, store: Store) -> Check:
    files = [SourceFile.named(path.name, path.read_bytes()) for path in options.files]
    return check(files, store, ensure_published(store), REPLACE if options.replace else ADD_AND_UPDATE)


def _as_json(outcome: dict) -> str:
    return json.dumps(outcome, default=dataclasses.asdict, ensure_ascii=False, indent=2)


def _as_text(outcome: dict) -> str:
    problems = outcome.get("problems", [])
    lines = [f"{'Warning: ' if p.severity == 'warning' else ''}{p}" for p in problems]
    lines += [f"Note: {note.file}: {note.what}" for note in outcome.get("notes", [])]
    if "error" in outcome:
        lines.append(outcome["error"])
    lines += [change_in_words(change) for change in outcome.get("changes", [])]
    if "version" in outcome:
        done = "published" if outcome["published"] else "nothing would change; still the published version"
        lines.append(f"Version {outcome['version']}: {done}.")
    elif outcome["ok"]:
        lines.append(f"{'Warnings only' if problems else 'No problems found'}. Nothing was published.")
    else:
        lines.append(_refusal(problems))
    return "\n".join(lines)


def _refusal(problems: list[Problem]) -> str:
    count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}. " if problems else ""
    only_warnings = problems and all(p.severity == "warning" for p in problems)
    return f"{count}Nothing was published." + (" To publish all the same: --despite-warnings" if only_warnings else "")


def change_in_words(change: TableChange) -> str:
    """The change of a table as a phrase: "areas: 1 row added, 2 changed, 0 removed, 41 as before"."""
    rows = "row" if change.added == 1 else "rows"
    counts = f"{change.added:,} {rows} added, {change.changed:,} changed, {change.removed:,} removed"
    return f"{change.table}: {counts}, {change.unchanged:,} as before"
