"""What becomes of an upload that nobody should send."""

from ics.checks.check import UPSERT, check_files
from ics.readers.upload import SourceFile
from ics.store.store import Store
from ics.versions.compare import compare_check


def tried(store: Store, files: list[SourceFile], mode: str = UPSERT) -> str:
    """What became of an upload: raised …, problems, large, warnings, or previewed."""
    try:
        checked = check_files(files, store, store.current(), mode)
        for problem in checked.problems:
            str(problem).encode()
        if checked.errors:
            return "large" if any(p.rule == "size" for p in checked.errors) else "problems"
        compare_check(checked, store)
    except Exception as error:
        return f"raised: {type(error).__name__}: {str(error)[:200]}"
    return "warnings" if checked.warnings else "previewed"
