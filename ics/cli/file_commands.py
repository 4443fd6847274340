"""The commands about files: build, check, preview and publish, with the functions of the page "Update data"."""

import argparse
import contextlib
from dataclasses import replace

from ics.checks.check import REPLACE, UPSERT, Check, check
from ics.cli.answers import (
    CELLS_IN_JSON,
    Answer,
    changes_in_words,
    comparison_data,
    comparison_in_words,
    notes_data,
    notes_in_words,
    problems_in_words,
    published_in_words,
    refusal,
)
from ics.readers.read import SourceFile
from ics.safeguards.publishing_key import AT_THE_MACHINE
from ics.store.store import PublishConflictError, Store, StoreMissingError
from ics.versions.build import check_package, ensure_published, publish_package, published_or_built
from ics.versions.compare import cells_csv
from ics.versions.diff import differences
from ics.versions.preview import preview
from ics.versions.publish import publish, require_current
from ics.versions.reversals import compare_update


def build_first(options: argparse.Namespace, store: Store) -> Answer:
    """Publishes the project's CSV files, or those of a folder; what is published already is only renewed."""
    if not (options.again or options.folder):
        with contextlib.suppress(StoreMissingError):
            store.clean_up()
            before = store.wait_for_current()
            return _built(ensure_published(store), before)
    checked = check_package(store, options.folder)
    if checked.errors:
        return _refused(checked)
    try:
        version, before = publish_package(checked, store, options.again, options.folder), None
    except PublishConflictError:
        if options.folder:
            raise
        version = before = store.wait_for_current()  # another process built it meanwhile
    return _built(version, before, checked)


def _built(version: int, before: int | None, checked: Check | None = None) -> Answer:
    is_new = version != before
    found = _findings(checked) if checked else {"problems": [], "notes": []}
    said = _findings_in_words(checked) if checked else []
    return Answer({"version": version, "published": is_new, **found}, [*said, published_in_words(version, is_new)])


def check_files(options: argparse.Namespace, store: Store) -> Answer:
    """The problems, and how many rows would change."""
    checked = _checked(options, store)
    if checked.errors:
        refused = _refused(checked)
        return replace(refused, data=refused.data | {"changes": []})
    with store.damage_as_version_error(checked.based_on):
        changes = preview(checked)
    lines = [*_findings_in_words(checked), *changes_in_words(changes), _nothing_published(checked)]
    return Answer({"version": checked.based_on, **_findings(checked), "changes": changes}, lines)


def preview_files(options: argparse.Namespace, store: Store) -> Answer:
    """What publishing would change: consequences, rows and cells."""
    checked = _checked(options, store)
    if checked.errors:
        return _refused(checked)
    found = compare_update(checked, store)
    if options.csv:
        options.csv.write_bytes(cells_csv(checked.states, checked.changed_tables))
    cells = differences(checked.states, checked.changed_tables, CELLS_IN_JSON) if options.json else []
    words = ["Nothing would change."] if found.is_empty else comparison_in_words(found)
    data = {**_findings(checked), "version": checked.based_on, **comparison_data(found, cells)}
    return Answer(data, [*_findings_in_words(checked), *words, _nothing_published(checked)])


def publish_files(options: argparse.Namespace, store: Store) -> Answer:
    """Publishes what changes something; what is published already makes no version."""
    checked = _checked(options, store)
    require_current(store, options.based_on)
    if checked.errors or (checked.warnings and not options.despite_warnings):
        return _refused(checked)
    found = compare_update(checked, store)
    version = checked.based_on
    if not found.is_empty:
        accepted = options.despite_warnings
        version = publish(checked, store, options.note, options.who, accept_warnings=accepted, right=AT_THE_MACHINE)
    is_new = version != checked.based_on
    words = [*_findings_in_words(checked), *found.sentences, *changes_in_words(found.changes)]
    impact_of = {"sentences": found.sentences, "changes": found.changes}
    data = {"version": version, "published": is_new, **_findings(checked), **impact_of}
    return Answer(data, [*words, published_in_words(version, is_new)])


def _checked(options: argparse.Namespace, store: Store) -> Check:
    files = [SourceFile.named(path.name, path.read_bytes()) for path in options.files]
    return check(files, store, published_or_built(store), REPLACE if options.replace else UPSERT)


def _findings(checked: Check) -> dict:
    return {"problems": checked.problems, "notes": notes_data(checked.notes)}


def _refused(checked: Check) -> Answer:
    return refusal(checked.problems, checked.notes)


def _findings_in_words(checked: Check) -> list[str]:
    return [*notes_in_words(checked.notes), *problems_in_words(checked.problems)]


def _nothing_published(checked: Check) -> str:
    return f"{'Warnings only' if checked.problems else 'No problems found'}. Nothing was published."
