"""The commands about published versions: history, diff, undo, export and template."""

import argparse
import sys

from ics.checks.check import Check
from ics.cli.answers import CELLS_IN_JSON, Answer, comparison_data, comparison_in_words, published_in_words
from ics.datapackage import tables
from ics.safeguards.publishing_key import AT_THE_MACHINE
from ics.sentences.versions import version_line
from ics.settings import kept_versions
from ics.store.store import Store, VersionDamagedError
from ics.versions.between import two_versions
from ics.versions.compare import Comparison, cells_csv, compare
from ics.versions.diff import CellDiff, differences
from ics.versions.history import history
from ics.versions.publish import publish, require_current
from ics.versions.undo import restoring_over
from ics.writers.package import export_package, package_zip
from ics.writers.templates.csv_template import csv_template
from ics.writers.templates.workbook_template import workbook_template


def list_versions(options: argparse.Namespace, store: Store) -> Answer:
    """Every version, the newest first."""
    current = store.wait_for_current()
    records = history(store, current)
    lines = []
    for record in records:
        lines.append(version_line(record))
        lines += [f"  {f['sha256']}  {f['file_name']}" for f in record["files"] if options.files]
    lines.append(f"Current: version {current}. The data of the newest {kept_versions()} are kept.")
    shown = [r if options.files else {k: v for k, v in r.items() if k != "files"} for r in records]
    return Answer({"version": current, "kept_versions": kept_versions(), "versions": shown}, lines)


def diff(options: argparse.Namespace, store: Store) -> Answer:
    """What changed from one version to another."""
    store.wait_for_current()
    before, after = options.before, options.after
    with two_versions(store, before, after) as states:
        found = compare(states, tables().values())
        if options.csv:
            options.csv.write_bytes(cells_csv(states, tables().values()))
        cells = differences(states, tables().values(), CELLS_IN_JSON) if options.json else []
    lines = [f"Versions {before} and {after} hold the same data."] if found.is_empty else comparison_in_words(found)
    return Answer({"before": before, "after": after, **comparison_data(found, cells)}, lines)


def undo(options: argparse.Namespace, store: Store) -> Answer:
    """Publishes the data of an older version once more, or says what that would change."""
    current = store.wait_for_current()
    require_current(store, options.based_on)
    store.require_stored(options.version)
    if options.version == current:
        store.verify(current)
        return _undone(options, Comparison([], [], []), [], current, current)
    checked, fault = restoring_over(store, options.version, current)
    if fault:
        return _undone_blindly(options, store, checked, fault)
    found = compare(checked.states, checked.changed_tables)
    cells = differences(checked.states, checked.changed_tables, CELLS_IN_JSON) if options.json else []
    if found.is_empty or options.dry_run:
        return _undone(options, found, cells, current, current)
    version = publish(checked, store, options.note, options.who, right=AT_THE_MACHINE)
    return _undone(options, found, cells, current, version)


def _undone_blindly(options: argparse.Namespace, store: Store, checked: Check, fault: VersionDamagedError) -> Answer:
    """An older version in the place of a damaged one, with which it cannot be compared."""
    said = f"{fault} There is nothing to compare version {options.version} with."
    found, version = Comparison([said], [], []), fault.version
    if not options.dry_run:
        version = publish(
            checked, store, options.note, options.who, again=True, instead_of=fault.version, right=AT_THE_MACHINE
        )
    return _undone(options, found, [], fault.version, version)


def _undone(
    options: argparse.Namespace, found: Comparison, cells: list[CellDiff], current: int, version: int
) -> Answer:
    back_to, is_new = options.version, version != current
    last = published_in_words(version, is_new)
    if options.dry_run and found.sentences:
        last = f"Nothing was published. To go back to version {back_to}, say it without --dry-run."
    data = {"version": version, "published": is_new, "back_to": back_to, **comparison_data(found, cells)}
    return Answer(data, [*comparison_in_words(found, f"diff {current} {back_to} --csv FILE"), last])


def export(options: argparse.Namespace, store: Store) -> Answer:
    """Writes a version as a data package."""
    current = store.wait_for_current()
    version = current if options.version is None else options.version
    store.require_stored(version)
    files = export_package(store, version, options.folder) if options.folder else []
    if options.zip:
        options.zip.write_bytes(package_zip(store, version))
        files = [*files, options.zip]
    return Answer({"version": version, "files": files}, [*map(str, files), f"Version {version}: exported."])


def template(options: argparse.Namespace, store: Store) -> Answer | bytes:
    """A table to fill in, or all of them as a workbook: as a file, or for standard output."""
    content = _template(options, store)
    if not options.output:
        return content
    options.output.write_bytes(content)
    return Answer({"files": [options.output]}, [str(options.output)])


def _template(options: argparse.Namespace, store: Store) -> bytes:
    if options.workbook:
        return workbook_template(store, store.wait_for_current())
    return csv_template(tables()[options.table])


def no_template(options: argparse.Namespace) -> str:
    """Why the options of `template` do not fit together; an empty string when they do."""
    if bool(options.table) == options.workbook:
        return f"name one table ({', '.join(tables())}), or --workbook"
    if options.json and not options.output:
        return "--json needs -o FILE: without it the table itself goes to standard output"
    if options.workbook and not options.output and sys.stdout.isatty():
        return "a workbook is no text: say -o FILE, or send it on to a file or a program"
    return ""
