"""The parts of the page History: the versions, what changed between two of them, and one of them in full."""

from functools import partial
from pathlib import Path

import streamlit as st

from ics.safeguards.turns import limit_downloads
from ics.sentences.versions import version_name, version_sentence
from ics.store.store import Store, StoreError
from ics.ui.answers import show_data_links, show_table
from ics.ui.data import query, shown_version, store_of_run
from ics.ui.tables.versions import file_table, version_table
from ics.ui.text import escape_markdown
from ics.ui.updates.diff import show_comparison
from ics.ui.url_widgets import choose_one, choose_pair
from ics.versions.compare import Comparison, cells_of_versions_csv, compare_versions
from ics.versions.history import VersionRecord, history
from ics.writers.package import package_zip

SHOWN_VERSIONS = 20
MORE_VERSIONS = 100


def published_history() -> list[VersionRecord]:
    """Every version as the one of this run tells it, the newest first: see `ics.versions.history.history`."""
    return history(store_of_run(), shown_version()[1])


def show_versions(records: list[VersionRecord]) -> None:
    """The newest versions as a table, and the older ones when somebody asks for them."""
    shown = st.session_state.setdefault("shown_versions", SHOWN_VERSIONS)
    table = version_table(records[:shown], set(store_of_run().versions()))
    show_table(table, "Updates", ["See changes"])
    if (older := len(records) - shown) > 0:
        some = f"{MORE_VERSIONS} of {older:,}" if older > MORE_VERSIONS else f"the {older:,}"
        st.button(f"Show {some} older versions", on_click=_show_more)
    show_data_links(query("versions"))


def _show_more() -> None:
    st.session_state["shown_versions"] += MORE_VERSIONS


def kept_options(records: list[VersionRecord], *asked: str | None) -> dict[str, str]:
    """The versions whose data are kept, the newest first, by number; and those that are `asked` for anyway."""
    names = {str(record["version"]): version_name(record) for record in records}
    kept = {str(version): f"Version {version} · not in this list" for version in store_of_run().versions()}
    gone = {number: f"{names[number]} (data no longer kept)" for number in asked if number in names.keys() - kept}
    options = gone | {number: names.get(number, words) for number, words in kept.items()}
    return dict(sorted(options.items(), key=lambda option: -int(option[0])))


def before_the_newest(records: list[VersionRecord]) -> str | None:
    """The version before the newest one, if its data are kept."""
    older = [record["version"] for record in records[1:] if record["kept"]]
    return str(older[0]) if older else None


def why_alone(records: list[VersionRecord]) -> str:
    """Why there is no other version than the newest."""
    return "We no longer keep the data of older versions." if len(records) > 1 else "This is the first version."


def show_difference(records: list[VersionRecord]) -> None:
    """Two versions to choose, and what differs between them; by default what the newest one changed."""
    before = before_the_newest(records)
    if before is None and len(store_of_run().versions()) < 2:
        st.markdown(f"There is no other version to compare. {why_alone(records)}")
        return
    options = kept_options(records, st.query_params.get("from"), st.query_params.get("to"))
    newest = str(records[0]["version"])
    defaults = (before or list(options)[-1], newest)
    chosen = choose_pair(("from", "to"), ("From", "To"), options, defaults)
    first, second = map(int, chosen)
    try:
        _show_difference(first, second)
    except StoreError as error:
        st.warning(f"{escape_markdown(str(error))} Choose other versions.")


def _show_difference(first: int, second: int) -> None:
    store = store_of_run()
    for version in (first, second):
        store.require_stored(version)
    if first == second:
        st.info(f"You chose version {first} twice. Choose two different versions.")
        return
    comparison = _compared(store.folder, first, second, (store.stamp(first), store.stamp(second)))
    if comparison.is_empty:
        st.info(f"Versions {first} and {second} have the same data.")
        return
    show_comparison(
        comparison,
        lambda: cells_of_versions_csv(store, first, second),
        "between",
        (f"Version {first}", f"Version {second}"),
        f"changes-{first}-{second}",
    )


@st.cache_data(max_entries=100, show_spinner="Comparing…")
def _compared(folder: Path, first: int, second: int, stamps: tuple[str, str]) -> Comparison:  # noqa: ARG001
    """`stamps` are only part of the key: a restored file may have the number of another."""
    return compare_versions(Store(folder), first, second)


def show_version(records: list[VersionRecord]) -> None:
    """One version of the history: what it says of it, its files with their hashes, and its data to download."""
    by_number = {str(record["version"]): record for record in records}
    names = {number: version_name(record) for number, record in by_number.items()}
    newest = next(iter(names))
    chosen = choose_one("version", "Version", names, newest, of_versions=True, width=420)
    record = by_number[chosen or newest]
    st.markdown(escape_markdown(version_sentence(record)))
    if record["files"]:
        show_table(file_table(record["files"]), f"Files of version {record['version']}")
    if record["kept"]:
        _offer_package(record["version"])
    else:
        st.info(f"We no longer keep the data of version {record['version']}.")


def _offer_package(version: int) -> None:
    """The whole version as a data package; made when somebody asks for it."""
    st.download_button(
        f"Download version {version} (ZIP)",
        limit_downloads(partial(package_zip, store_of_run(), version)),
        f"ics-progress-version-{version}.zip",
        "application/zip",
        on_click="ignore",
    )
