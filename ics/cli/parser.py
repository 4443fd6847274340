"""The command line: the commands, their options, and what `--help` says of them. `ics.cli.main` runs them."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from ics.cli import file_commands, version_commands
from ics.cli.answers import CommandAnswer
from ics.datapackage import tables
from ics.store.store import Store

Run = Callable[[argparse.Namespace, Store], CommandAnswer | bytes]
WhyUnusable = Callable[[argparse.Namespace], str]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def command_parser() -> argparse.ArgumentParser:
    about = "Check, preview, publish and undo updates of the dashboard's data."
    parser = argparse.ArgumentParser(prog="python -m ics", description=about)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_files(commands)
    _add_versions(commands)
    _add_downloads(commands)
    return parser


def _add_files(commands: Commands) -> None:
    """The commands about CSV files that come in."""
    _add_build(commands)
    checking = _command(commands, "check", file_commands.run_check, "check files, without publishing them")
    previewing = _command(
        commands,
        "preview",
        file_commands.run_preview,
        "check files and say what they change, without publishing them",
        unusable=_overwrites_a_file,
    )
    publishing = _command(commands, "publish", file_commands.run_publish, "check files and publish them")
    for command in (checking, previewing, publishing):
        _add_checked_files(command)
    previewing.add_argument("--csv", type=Path, metavar="FILE", help="write every cell that changes to this file")
    _add_publication(publishing, is_note_required=True)
    publishing.add_argument("--despite-warnings", action="store_true", help="publish although there are warnings")


def _add_build(commands: Commands) -> None:
    building = _command(
        commands, "build", file_commands.run_build, "publish the project's CSV files as the first version"
    )
    building.add_argument("--again", action="store_true", help="publish them as a new version, even if there is one")
    building.add_argument(
        "--from", type=Path, dest="folder", metavar="DIR", help="publish the tables in this folder instead"
    )


def _add_checked_files(command: argparse.ArgumentParser) -> None:
    help_ = "a CSV, workbook (.xlsx) or ZIP of tables, with all columns"
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help=help_)
    command.add_argument(
        "--replace", action="store_true", help="replace whole tables, and delete rows that are not in the files"
    )


def _overwrites_a_file(options: argparse.Namespace) -> str:
    """Why the file of `--csv` cannot be written; an empty string when it can."""
    if options.csv and options.csv.resolve() in [file.resolve() for file in options.files]:
        return f"--csv would overwrite {options.csv}, which is one of the files to check"
    return ""


def _add_versions(commands: Commands) -> None:
    """The commands about versions that were published."""
    listing = _command(commands, "history", version_commands.run_history, "list the published versions", False)
    listing.add_argument("--files", action="store_true", help="also list the files of each version and their SHA-256")
    _add_diff(commands)
    _add_undo(commands)


def _add_diff(commands: Commands) -> None:
    comparing = _command(
        commands, "diff", version_commands.run_diff, "say what changed from version A to version B", False
    )
    comparing.add_argument("before", type=int, metavar="A", help="number of the older version")
    comparing.add_argument("after", type=int, metavar="B", help="number of the newer version")
    comparing.add_argument("--csv", type=Path, metavar="FILE", help="write every cell that differs to this file")


def _add_undo(commands: Commands) -> None:
    undoing = _command(
        commands,
        "undo",
        version_commands.run_undo,
        "go back to version N: publish its data again, as a new version",
        unusable=lambda options: "" if options.note or options.dry_run else "add --note, and say what changes and why",
    )
    undoing.add_argument(
        "version", type=int, metavar="N", help="number of the version to go BACK TO (not of the one to undo)"
    )
    _add_publication(undoing, is_note_required=False)
    undoing.add_argument("--dry-run", action="store_true", help="say what changes, without publishing")


def _add_downloads(commands: Commands) -> None:
    """The commands that write files."""
    _add_export(commands)
    _add_template(commands)


def _add_export(commands: Commands) -> None:
    exporting = _command(
        commands,
        "export",
        version_commands.run_export,
        "write a version as a data package: one CSV file for each table, and their description",
        publishes=False,
        unusable=lambda options: "" if options.folder or options.zip else "add DIR, or --zip FILE",
    )
    exporting.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="folder to write to")
    exporting.add_argument("--version", type=int, metavar="N", help="version to export (default: the current one)")
    exporting.add_argument("--zip", type=Path, metavar="FILE", help="write one ZIP file")


def _add_template(commands: Commands) -> None:
    filling = _command(
        commands,
        "template",
        version_commands.run_template,
        "write a blank table to fill in",
        publishes=False,
        unusable=version_commands.why_no_template,
    )
    filling.add_argument("table", nargs="?", choices=list(tables()), metavar="TABLE", help=", ".join(tables()))
    filling.add_argument("--workbook", action="store_true", help="one workbook (XLSX) of all tables, with lists")
    filling.add_argument("-o", "--output", type=Path, metavar="FILE", help="file to write (default: standard output)")


def _command(
    commands: Commands,
    name: str,
    run: Run,
    text: str,
    publishes: bool = True,
    unusable: WhyUnusable | None = None,
) -> argparse.ArgumentParser:
    """`publishes`: whether it could; `unusable`: a function of the options that says why they do not work together."""
    command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    command.add_argument("--json", action="store_true", help="print the result as JSON")
    command.set_defaults(run=run, publishes=publishes, unusable=unusable, parser=command)
    return command


def _add_publication(command: argparse.ArgumentParser, is_note_required: bool) -> None:
    """What the history is to say of a version, and the version it is to be based on."""
    about = "what changes and why, for the history" + ("" if is_note_required else " (required without --dry-run)")
    command.add_argument("--note", required=is_note_required, type=_some_words, help=about)
    command.add_argument("--who", default="", help="who publishes, for the history")
    help_ = "publish only if N is still the current version"
    command.add_argument("--based-on", type=int, metavar="N", help=help_)


def _some_words(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("say in a few words what changes and why")
    return text.strip()
