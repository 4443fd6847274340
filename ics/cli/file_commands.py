"""The commands about files: build, check, preview and publish, with the functions of the page "Update data"."""

import argparse
import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ics.checks.check import REPLACE, UPSERT, Check, check_files
from ics.cli.answers import (
    CommandAnswer,
    change_in_words,
    comparison_data,
    comparison_in_words,
    most_cells,
    notes_data,
    notes_in_words,
    problems_in_words,
    published_in_words,
    refusal,
)
from ics.readers.upload import SourceFile
from ics.safeguards.publishing_key import AT_THE_MACHINE
from ics.sentences.impact import in_words
from ics.store.store import PublishConflictError, Store, StoreMissingError
from ics.versions.build import (
    check_package,
    current_or_build,
    ensure_published,
    publish_package,
    republish_package,
)
from ics.versions.compare import cells_of_check_csv, compare_check, count_rows
from ics.versions.history import ChangeNote
from ics.versions.publish import publish_update, require_current

PublishPackage = Callable[[Check, Store, Path | None], int]


def run_build(options: argparse.Namespace, store: Store) -> CommandAnswer:
    """Publishes the project's CSV files, or those of a folder; what is published already is only renewed."""
    if options.again:
        return _build(options.folder, store, republish_package)
    if options.folder:
        return _build(options.folder, store, publish_package)
    with contextlib.suppress(StoreMissingError):
        store.clean_up()
        before = store.wait_for_current()
        return _built(ensure_published(store), before)
    try:
        return _build(None, store, publish_package)
    except PublishConflictError:  # another process built it meanwhile
        version = store.wait_for_current()
        return _built(version, version)


def _build(folder: Path | None, store: Store, publish: PublishPackage) -> CommandAnswer:
    """Checks the CSV files and publishes them with `publish`: as the first version, or in spite of one."""
    checked = check_package(store, folder)
    return _refused(checked) if checked.errors else _built(publish(checked, store, folder), None, checked)


def _built(version: int, before: int | None, checked: Check | None = None) -> CommandAnswer:
    """The answer with the published version. `before`: the version that was published before."""
    is_new, checked = version != before, checked or Check(None)
    data = {"version": version, "published": is_new, **_findings(checked)}
    return CommandAnswer(data, [*_findings_in_words(checked), published_in_words(version, is_new)])


def run_check(options: argparse.Namespace, store: Store) -> CommandAnswer:
    """The problems, and how many rows would change."""
    checked = _check(options, store)
    if checked.errors:
        refused = _refused(checked)
        return replace(refused, data={**refused.data, "changes": []})
    changes = count_rows(checked, store)
    lines = [*_findings_in_words(checked), *map(change_in_words, changes), _nothing_published(checked)]
    return CommandAnswer({"version": checked.based_on, **_findings(checked), "changes": changes}, lines)


def run_preview(options: argparse.Namespace, store: Store) -> CommandAnswer:
    """What publishing would change: sentences, rows and cells."""
    checked = _check(options, store)
    if checked.errors:
        return _refused(checked)
    comparison = compare_check(checked, store, most_cells(options.json))
    if options.csv:
        options.csv.write_bytes(cells_of_check_csv(checked, store))
    lines = (
        ["Nothing changes. Every row is already published."] if comparison.is_empty else comparison_in_words(comparison)
    )
    data = {**_findings(checked), "version": checked.based_on, **comparison_data(comparison)}
    return CommandAnswer(data, [*_findings_in_words(checked), *lines, _nothing_published(checked)])


def run_publish(options: argparse.Namespace, store: Store) -> CommandAnswer:
    """Publishes what changes something; what is published already does not make a version."""
    checked, accepts = _check(options, store), options.despite_warnings
    if options.based_on is not None:
        require_current(store, options.based_on)
    if checked.errors or (checked.warnings and not accepts):
        return _refused(checked)
    comparison = compare_check(checked, store)
    version = checked.based_on
    if version is None or not comparison.is_empty:
        note = ChangeNote(options.note, options.who)
        version = publish_update(checked, store, note, accepts, right=AT_THE_MACHINE)
    is_new, sentences = version != checked.based_on, in_words(comparison)
    lines = [*_findings_in_words(checked), *sentences, *map(change_in_words, comparison.tables)]
    changes = {"sentences": sentences, "changes": comparison.tables}
    data = {"version": version, "published": is_new, **_findings(checked), **changes}
    return CommandAnswer(data, [*lines, published_in_words(version, is_new)])


def _check(options: argparse.Namespace, store: Store) -> Check:
    mode = REPLACE if options.replace else UPSERT
    return check_files(map(SourceFile.from_path, options.files), store, current_or_build(store), mode)


def _findings(checked: Check) -> dict[str, object]:
    return {"problems": checked.problems, "notes": notes_data(checked.notes)}


def _refused(checked: Check) -> CommandAnswer:
    return refusal(checked.problems, checked.notes)


def _findings_in_words(checked: Check) -> list[str]:
    return [*notes_in_words(checked.notes), *problems_in_words(checked.problems)]


def _nothing_published(checked: Check) -> str:
    return f"{'Warnings only' if checked.problems else 'No problems found'}. Nothing was published."
