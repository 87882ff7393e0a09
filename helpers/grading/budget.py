"""What one student may take, so that nobody's work can keep the others from being graded.

What is beyond these figures is not read or not run; the row and the page say so. TEACHERS.md gives
them to teachers.
"""

import math

CALL_SECONDS = 5  # for one call, and for all definitions between two checks
NOTEBOOK_CALLS = 6  # a notebook's calls may take so many times that
STUDENT_CALLS = 8  # and all that is done for one student: finding, reading, running, judging
GRACE_SECONDS = 3  # after that the student's process is ended from outside
WORKER_BYTES = 3 * 2**29  # of memory, for reading and judging
ROW_BYTES = 2_000_000  # of what is told of one notebook

NOTEBOOK_BYTES = 40_000_000
STUDENT_BYTES = 200_000_000  # unpacked, of all zips of one student and those in them
FILES = 100  # notebooks, and zips unpacked
ENTRIES = 20_000  # files of any kind, in folders or in one zip, but for what programs leave
CLASS_ENTRIES = 500_000  # in the zip of a class
DEPTH = 20  # of folders in folders
ZIPS = 2  # a zip of the class with a zip of each student
UNPACKING_SECONDS = 20
CODE_CHARACTERS = 200_000  # a lesson has 8,000
CODE_CELLS = STATEMENTS = 2_000  # a lesson has 30


def notebook_seconds(call_seconds):
    """Return how long all calls of one notebook may take."""
    return NOTEBOOK_CALLS * call_seconds


def student_seconds(call_seconds):
    """Return how long everything that is done for one student may take."""
    return math.ceil(STUDENT_CALLS * call_seconds)
