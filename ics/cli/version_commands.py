"""The commands about published versions: history, diff, undo, export and template."""

import argparse
import sys
from collections.abc import Iterator

from ics.checks.check import Check
from ics.cli.answers import CommandAnswer, comparison_data, comparison_in_words, most_cells, published_in_words
from ics.datapackage import tables
from ics.safeguards.publishing_key import AT_THE_MACHINE
from ics.sentences.versions import version_line
from ics.settings import kept_versions
from ics.store.store import Store, VersionDamagedError
from ics.versions import undo
from ics.versions.compare import Comparison, cells_of_versions_csv, compare_check, compare_versions
from ics.versions.history import ChangeNote, VersionRecord, history
from ics.versions.publish import publish_rebuild, publish_update, require_current
from ics.writers.package import export_package, package_zip
from ics.writers.templates.csv_template import csv_template
from ics.writers.templates.workbook_template import workbook_template


def run_history(options: argparse.Namespace, store: Store) -> CommandAnswer:
    """Every version, the newest first."""
    current = store.wait_for_current()
    records = history(store, current)
    limit = f"Version {current} is the current version. We keep the data of the newest {kept_versions()} versions."
    lines = [line for record in records for line in _version_lines(record, options.files)]
    shown = [dict(record) if options.files else _without_files(record) for record in records]
    return CommandAnswer({"version": current, "kept_versions": kept_versions(), "versions": shown}, [*lines, limit])


def _version_lines(record: VersionRecord, with_files: bool) -> Iterator[str]:
    yield version_line(record)
    if with_files:
        yield from (f"  {file['sha256']}  {file['file_name']}" for file in record["files"])


def _without_files(record: VersionRecord) -> dict[str, object]:
    return {name: value for name, value in record.items() if name != "files"}


def run_diff(options: argparse.Namespace, store: Store) -> CommandAnswer:
    """What changed from one version to another."""
    store.wait_for_current()
    before, after = options.before, options.after
    comparison = compare_versions(store, before, after, most_cells(options.json))
    if options.csv:
        options.csv.write_bytes(cells_of_versions_csv(store, before, after))
    same = f"Versions {before} and {after} have the same data."
    lines = [same] if comparison.is_empty else comparison_in_words(comparison)
    return CommandAnswer({"before": before, "after": after, **comparison_data(comparison)}, lines)


def run_undo(options: argparse.Namespace, store: Store) -> CommandAnswer:
    """Publishes the data of an older version once more, or says what that would change."""
    current = store.wait_for_current()
    if options.based_on is not None:
        require_current(store, options.based_on)
    store.require_stored(options.version)
    if options.version == current:
        store.verify(current)
        return _undone(options, Comparison(), current, current)
    checked = undo.prepare(store, options.version, current)
    if checked.base_damaged:
        return _undo_without_comparison(options, store, checked, checked.base_damaged)
    comparison = compare_check(checked, store, most_cells(options.json))
    if comparison.is_empty or options.dry_run:
        return _undone(options, comparison, current, current)
    version = publish_update(checked, store, _note(options), right=AT_THE_MACHINE)
    return _undone(options, comparison, current, version)


def _undo_without_comparison(
    options: argparse.Namespace, store: Store, checked: Check, damage: VersionDamagedError
) -> CommandAnswer:
    """An older version in the place of a damaged one, with which it cannot be compared."""
    lead = f"{damage} So we cannot compare version {options.version} with it."
    if options.dry_run:
        return _undone(options, Comparison(), damage.version, damage.version, lead)
    version = publish_rebuild(checked, store, _note(options), replacing=damage.version, right=AT_THE_MACHINE)
    return _undone(options, Comparison(), damage.version, version, lead)


def _note(options: argparse.Namespace) -> ChangeNote:
    return ChangeNote(options.note, options.who)


def _undone(
    options: argparse.Namespace, comparison: Comparison, current: int, version: int, *lead: str
) -> CommandAnswer:
    """The answer of an undo. `lead`: sentences that come first."""
    back_to, is_new = options.version, version != current
    last = published_in_words(version, is_new)
    if options.dry_run and (lead or not comparison.is_empty):
        last = f"Nothing was published. To go back to version {back_to}, run this again without --dry-run."
    data = {"version": version, "published": is_new, "back_to": back_to, **comparison_data(comparison, lead)}
    return CommandAnswer(data, [*comparison_in_words(comparison, f"diff {current} {back_to} --csv FILE", lead), last])


def run_export(options: argparse.Namespace, store: Store) -> CommandAnswer:
    """Writes a version as a data package."""
    current = store.wait_for_current()
    version = current if options.version is None else options.version
    store.require_stored(version)
    files = export_package(store, version, options.folder) if options.folder else []
    if options.zip:
        options.zip.write_bytes(package_zip(store, version))
        files = [*files, options.zip]
    return CommandAnswer({"version": version, "files": files}, [*map(str, files), f"Exported version {version}."])


def run_template(options: argparse.Namespace, store: Store) -> CommandAnswer | bytes:
    """A table to fill in, or all of them as a workbook: as a file, or for standard output."""
    content = _template(options, store)
    if not options.output:
        return content
    options.output.write_bytes(content)
    return CommandAnswer({"files": [options.output]}, [str(options.output)])


def _template(options: argparse.Namespace, store: Store) -> bytes:
    if options.workbook:
        return workbook_template(store, store.wait_for_current())
    return csv_template(tables()[options.table])


def why_no_template(options: argparse.Namespace) -> str:
    """Why the options of `template` do not work together; an empty string when they do."""
    if bool(options.table) == options.workbook:
        return f"give the name of one table ({', '.join(tables())}), or --workbook"
    if options.json and not options.output:
        return "add -o FILE: without it, --json cannot print its answer"
    if options.workbook and not options.output and sys.stdout.isatty():
        return "add -o FILE, or pipe the workbook into a file: a terminal cannot show it"
    return ""
