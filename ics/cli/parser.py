"""The command line: what can be asked, and how the answer is printed. `ics.cli.file_commands` does the work.

Exit codes: 0 all is well; 1 problems, which are printed; 2 wrong usage.
"""

import argparse
import contextlib
from dataclasses import replace
from pathlib import Path

from ics.cli import file_commands, version_commands
from ics.cli.answers import Answer, as_json, as_text, failure, refusal
from ics.cli.printing import say, say_bytes
from ics.datapackage import tables
from ics.settings import store_folder
from ics.store.store import (
    PublishError,
    Store,
    StoreError,
    StoreMissingError,
    VersionDamagedError,
    VersionNotStoredError,
    VersionUnavailableError,
)
from ics.versions.publish import CheckFailedError

HOW_TO_REBUILD = "To publish the project's CSV files as a new version beside it: python -m ics build --again"
HOW_TO_GO_BACK = "To bring back the data of version {0}: python -m ics undo {0} --note TEXT"
HOW_TO_BUILD = "To publish the project's CSV files as the first version: python -m ics build"


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit code (wrong usage exits with 2 by itself)."""
    options = _parser().parse_args(arguments)
    if options.unusable and (reason := options.unusable(options)):
        options.parser.error(reason)
    store = Store(store_folder())
    answer = _answer(options, store)
    if isinstance(answer, bytes):
        say_bytes(answer)
        return 0
    if options.publishes:
        answer = _with_version(answer, store)
    say(as_json(answer) if options.json else as_text(answer))
    return 0 if answer.ok else 1


def _answer(options: argparse.Namespace, store: Store) -> Answer | bytes:
    try:
        return options.run(options, store)
    except CheckFailedError as refused:
        return refusal(refused.problems, [])
    except (PublishError, VersionNotStoredError) as error:
        return failure(str(error), options.publishes)
    except StoreMissingError as error:
        return failure(f"{error} {HOW_TO_BUILD}", options.publishes)
    except VersionDamagedError as fault:
        return failure(f"{fault} {_remedy(store, fault.version)}", options.publishes)
    except VersionUnavailableError as error:
        return failure(str(error), options.publishes)
    except StoreError as error:
        return failure(f"{error} {HOW_TO_REBUILD}{_then_back(store)}", options.publishes)
    except OSError as error:
        return failure(f"{error.filename or ''}: {error.strerror or error}", options.publishes)


def _with_version(answer: Answer, store: Store) -> Answer:
    """Every outcome of a command that could publish says whether it did, and which version is the current one."""
    version = None
    with contextlib.suppress(StoreError):
        version = store.current()
    return replace(answer, data={"version": version, "published": False} | answer.data)


def _remedy(store: Store, faulty: int) -> str:
    """What to do about a version whose file cannot be used."""
    if faulty != store.current():
        return "Choose another version."
    older = _newest_sound(store)
    back = f"{HOW_TO_GO_BACK.format(older)}. " if older else ""
    return f"{back}{HOW_TO_REBUILD}"


def _newest_sound(store: Store) -> int | None:
    for version in reversed(store.versions()):
        with contextlib.suppress(StoreError):
            store.verify(version)
            return version
    return None


def _then_back(store: Store) -> str:
    """How the data of the newest version are had back, once there is a current one again."""
    kept = store.versions()
    return f". {HOW_TO_GO_BACK.format(kept[-1]).replace('To', 'Then, to', 1)}" if kept else ""


def _parser() -> argparse.ArgumentParser:
    about = "Check, preview, publish and undo: the dashboard's data from the command line."
    parser = argparse.ArgumentParser(prog="python -m ics", description=about)
    given = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_files(given)
    _add_versions(given)
    _add_take_along(given)
    return parser


def _add_files(given: argparse._SubParsersAction) -> None:
    """The commands about CSV files that come in."""
    building = _command(
        given, "build", file_commands.build_first, "publish the project's CSV files as the first version"
    )
    building.add_argument("--again", action="store_true", help="publish them as a new version although there is one")
    building.add_argument(
        "--from", type=Path, dest="folder", metavar="DIR", help="publish the tables of this folder instead"
    )
    checking = _command(
        given, "check", file_commands.check_files, "check files against the published data; publish none"
    )
    previewing = _command(
        given,
        "preview",
        file_commands.preview_files,
        "check files and say what they would change",
        unusable=_overwrites_a_file,
    )
    publishing = _command(given, "publish", file_commands.publish_files, "check files and publish them")
    for files in (checking, previewing, publishing):
        files.add_argument(
            "files",
            nargs="+",
            type=Path,
            metavar="FILE",
            help="a CSV, workbook (.xlsx) or ZIP of tables, with all columns",
        )
        files.add_argument("--replace", action="store_true", help="replace the tables instead of adding and updating")
    previewing.add_argument("--csv", type=Path, metavar="FILE", help="write every cell that would change to this file")
    _add_publication(publishing, is_note_required=True)
    publishing.add_argument("--despite-warnings", action="store_true", help="publish although there are warnings")


def _overwrites_a_file(options: argparse.Namespace) -> str:
    """Why `--csv` cannot be where it is to be; an empty string when it can."""
    is_input = options.csv and options.csv.resolve() in [file.resolve() for file in options.files]
    return f"--csv would overwrite {options.csv}, which is to be checked" if is_input else ""


def _add_versions(given: argparse._SubParsersAction) -> None:
    """The commands about versions that were published."""
    listing = _command(given, "history", version_commands.list_versions, "list the published versions", False)
    listing.add_argument("--files", action="store_true", help="with the files of each version and their SHA-256")
    comparing = _command(given, "diff", version_commands.diff, "say what changed from version A to version B", False)
    comparing.add_argument("before", type=int, metavar="A", help="number of the version to begin from")
    comparing.add_argument("after", type=int, metavar="B", help="number of the version to compare with it")
    comparing.add_argument("--csv", type=Path, metavar="FILE", help="write every cell that differs to this file")
    undoing = _command(
        given,
        "undo",
        version_commands.undo,
        "go back to version N: publish its data once more, as a new version",
        unusable=lambda options: "" if options.note or options.dry_run else "say --note what changes and why",
    )
    undoing.add_argument(
        "version", type=int, metavar="N", help="number of the version to go BACK TO (not of the one to undo)"
    )
    _add_publication(undoing, is_note_required=False)
    undoing.add_argument("--dry-run", action="store_true", help="only say what would change")


def _add_take_along(given: argparse._SubParsersAction) -> None:
    """The commands that write files."""
    exporting = _command(
        given,
        "export",
        version_commands.export,
        "write a version as a data package: one CSV per table and its description",
        publishes=False,
        unusable=lambda options: "" if options.folder or options.zip else "say where: DIR, or --zip FILE",
    )
    exporting.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="folder to write to")
    exporting.add_argument("--version", type=int, metavar="N", help="version to export (default: the current one)")
    exporting.add_argument("--zip", type=Path, metavar="FILE", help="write one ZIP file")
    filling = _command(
        given,
        "template",
        version_commands.template,
        "write an empty table to fill in",
        publishes=False,
        unusable=version_commands.no_template,
    )
    filling.add_argument("table", nargs="?", choices=list(tables()), metavar="TABLE", help=", ".join(tables()))
    filling.add_argument("--workbook", action="store_true", help="one workbook (XLSX) of all tables, with lists")
    filling.add_argument("-o", "--output", type=Path, metavar="FILE", help="file to write (else: standard output)")


def _command(given, name: str, run, text: str, publishes: bool = True, unusable=None) -> argparse.ArgumentParser:
    """`publishes`: whether it could; `unusable`: a function of the options that says why they do not fit together."""
    command = given.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    command.add_argument("--json", action="store_true", help="print the outcome as JSON")
    command.set_defaults(run=run, publishes=publishes, unusable=unusable, parser=command)
    return command


def _add_publication(command: argparse.ArgumentParser, is_note_required: bool) -> None:
    """What the history says of a version, and the version on which it is to stand."""
    about = "what changes and why, for the history" + ("" if is_note_required else " (required without --dry-run)")
    command.add_argument("--note", required=is_note_required, type=_some_words, help=about)
    command.add_argument("--who", default="", help="who publishes, for the history")
    help_ = "publish only if N is the current version still: what was looked at is what is changed"
    command.add_argument("--based-on", type=int, metavar="N", help=help_)


def _some_words(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("say in a few words what changes and why")
    return text.strip()
