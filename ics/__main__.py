"""`python -m ics`: see `ics.cli.main`."""

import io
import sys

from ics.cli.main import main

INTERRUPTED = 130

# A terminal that lacks a letter shows its number instead of stopping the command.
if isinstance(sys.stdout, io.TextIOWrapper):
    sys.stdout.reconfigure(errors="backslashreplace")
try:
    sys.exit(main(sys.argv[1:]))
except KeyboardInterrupt:
    sys.exit(INTERRUPTED)
