"""Runs a command: what it answers, what it says where that cannot be done, and its exit code.

Exit codes: 0 all is well; 1 problems, which are printed; 2 wrong usage. The commands do what the pages
"Update data" and "History" do, with the same functions.
"""

import argparse
import contextlib
from dataclasses import replace

from ics.cli.answers import CommandAnswer, as_json, as_text, failure, print_bytes, print_text, refusal
from ics.cli.parser import command_parser
from ics.settings import store_folder
from ics.store.store import (
    NotEnoughMemoryError,
    PublishError,
    Store,
    StoreError,
    StoreMissingError,
    VersionDamagedError,
    VersionNotStoredError,
    VersionUnavailableError,
)
from ics.versions.publish import CheckFailedError

HOW_TO_REBUILD = "To publish the project's CSV files as a new version, run: python -m ics build --again"
GO_BACK = "bring back the data of version {0}, run: python -m ics undo {0} --note TEXT"
HOW_TO_BUILD = "To publish the project's CSV files as the first version, run: python -m ics build"


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit code (wrong usage exits with 2 by itself)."""
    options = command_parser().parse_args(arguments)
    if options.unusable and (reason := options.unusable(options)):
        options.parser.error(reason)
    store = Store(store_folder())
    answer = _answer(options, store)
    if isinstance(answer, bytes):
        print_bytes(answer)
        return 0
    if options.publishes:
        answer = _with_version(answer, store)
    print_text(as_json(answer) if options.json else as_text(answer))
    return 0 if answer.ok else 1


def _answer(options: argparse.Namespace, store: Store) -> CommandAnswer | bytes:
    try:
        answer: CommandAnswer | bytes = options.run(options, store)
        return answer
    except CheckFailedError as refused:
        return refusal(refused.problems, [])
    except (PublishError, VersionNotStoredError) as error:
        return failure(str(error), options.publishes)
    except StoreMissingError as error:
        return failure(f"{error} {HOW_TO_BUILD}", options.publishes)
    except VersionDamagedError as fault:
        return failure(f"{fault} {_remedy(store, fault.version)}", options.publishes)
    except (VersionUnavailableError, NotEnoughMemoryError) as error:
        return failure(str(error), options.publishes)
    except StoreError as error:
        return failure(f"{error} {HOW_TO_REBUILD}{_then_back(store)}", options.publishes)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return failure(f"{place}{error.strerror or error}", options.publishes)


def _with_version(answer: CommandAnswer, store: Store) -> CommandAnswer:
    """Every outcome of a command that could publish says whether it did, and which version is the current one."""
    version = None
    with contextlib.suppress(StoreError):
        version = store.current()
    return replace(answer, data={"version": version, "published": False, **answer.data})


def _remedy(store: Store, faulty: int) -> str:
    """What to do about a version whose file cannot be used."""
    if faulty != store.current():
        return "Choose another version."
    older = _newest_sound(store)
    back = f"To {GO_BACK.format(older)}. " if older else ""
    return f"{back}{HOW_TO_REBUILD}"


def _newest_sound(store: Store) -> int | None:
    for version in reversed(store.versions()):
        with contextlib.suppress(StoreError):
            store.verify(version)
            return version
    return None


def _then_back(store: Store) -> str:
    """How to get the data of the newest version back, once there is a current one again."""
    stored = store.versions()
    return f". Then, to {GO_BACK.format(stored[-1])}" if stored else ""
