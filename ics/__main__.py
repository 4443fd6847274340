"""`python -m ics`: see `ics.cli`."""

import sys

from ics.cli import main

sys.exit(main(sys.argv[1:]))
