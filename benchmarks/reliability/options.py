"""What every experiment has on its command line, and how it tells its outcome."""

import argparse
import json
import sys
from collections.abc import Callable

Outcome = dict[str, object]


def run(description: str, experiment: Callable[..., Outcome], **defaults: int) -> None:
    """Runs the experiment with the options of the command line and prints the outcome; exits with 1 if it failed.

    `defaults`: the options, each a whole number, as the experiment takes them.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    for name, value in defaults.items():
        parser.add_argument(f"--{name}", type=int, default=value, help=" ")
    outcome = experiment(**vars(parser.parse_args()))
    print(json.dumps(outcome, indent=2, ensure_ascii=False, default=str))
    sys.exit(1 if outcome["bad"] else 0)
