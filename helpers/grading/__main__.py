"""The command: `python3 start.py grade SUBMISSIONS --out DIR`."""

import sys

from helpers.grading.command import main

sys.exit(main())
