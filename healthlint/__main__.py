"""`python -m healthlint`."""

import sys

from healthlint.cli import process

sys.exit(process())
