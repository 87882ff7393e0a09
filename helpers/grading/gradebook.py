"""Back to the platform: its own gradebook with the marks filled in, pages as feedback files.

Moodle's grading worksheet and Canvas's gradebook are read as these export them. A student is found
by the platform's number where the download has one, else by a name that only one has. Whoever
can't be told apart is listed and gets nothing: a mark in the wrong row is worse than none.
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass, field

from helpers.grading.pages import most_points
from helpers.grading.reports import some
from helpers.grading.submissions import PLATFORMS
from helpers.grading.texts import file_name

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same zip each time
MOODLE_HEADS = {"identifier", "grade", "maximum grade"}
CANVAS_HEADS = {"student", "id", "section"}
# Columns by which a student may be named, besides the platform's number.
MOODLE_NAMES = ("full name", "email address", "id number", "username")
CANVAS_NAMES = ("student", "sis user id", "sis login id")


@dataclass
class Gradebook:
    """A gradebook as the platform exported it.

    Attributes
    ----------
    is_moodle : Moodle's grading worksheet, else Canvas's gradebook
    lines : all cells, the names of the columns first: [[str, …], …]
    dialect : how it is written: mark at the start, separator, line end
    column : where the mark goes
    """

    is_moodle: bool
    lines: list
    dialect: tuple
    column: int

    def place(self, head):
        """Return where a column is, by its name in small letters; None if there is none."""
        heads = [cell.strip().casefold() for cell in self.lines[0]]
        return heads.index(head) if head in heads else None

    def cell(self, line, head):
        """Return a line's cell in a column, "" where there is none."""
        place = self.place(head)
        return line[place].strip() if place is not None and place < len(line) else ""

    @property
    def students(self):
        """The lines of students: those with the platform's number."""
        return [line for line in self.lines[1:] if self.number(line)]

    def number(self, line):
        """Return the platform's number of a line's student, "" where it is no student's."""
        if not self.is_moodle:
            return self.cell(line, "id") if self.cell(line, "id").isdecimal() else ""
        found = re.search(r"\d+$", self.cell(line, "identifier"))
        return found[0] if found else ""

    def keys(self, line):
        """Return the names by which a line's student may be known."""
        heads = MOODLE_NAMES if self.is_moodle else CANVAS_NAMES
        return {key for head in heads for key in name_keys(self.cell(line, head))}

    def most(self, line):
        """Return the most that the platform gives here, as it is written there."""
        if self.is_moodle:
            return self.cell(line, "maximum grade")
        above = [one for one in self.lines[1:] if self.cell(one, "student") == "Points Possible"]
        return above[0][self.column].strip() if above else ""

    def text(self):
        """Return it as the platform wrote it."""
        mark, separator, end = self.dialect
        text = io.StringIO()
        csv.writer(text, delimiter=separator, lineterminator=end).writerows(self.lines)
        return mark + text.getvalue()


def read_gradebook(path, column=None):
    """Return the Gradebook of a file.

    Parameters
    ----------
    path : Path
    column : str, optional
        The assignment's column in Canvas, by its whole name, its name without the number, or its
        number; needed where there are several.

    Raises
    ------
    ValueError
        If it is neither platform's, or it is not clear where the marks go.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError(f"{path.name} is no text in UTF-8: export it again") from None
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    end = "\r\n" if first.endswith("\r") else "\n"
    lines = [*csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    heads = {cell.strip().casefold() for cell in lines[0]} if lines else set()
    if not heads >= MOODLE_HEADS and not heads >= CANVAS_HEADS:
        raise ValueError(
            f"{path.name} is no grading worksheet of Moodle (with Identifier, Grade and Maximum "
            "grade, in English) and no gradebook of Canvas (with Student, ID and Section)"
        )
    book = Gradebook(heads >= MOODLE_HEADS, lines, (mark, separator, end), 0)
    book.column = book.place("grade") if book.is_moodle else canvas_column(lines, column, path.name)
    return book


def canvas_column(lines, asked, name):
    """Return where the assignment's column of a Canvas gradebook is."""
    columns = {}
    for place, head in enumerate(lines[0]):
        if found := re.fullmatch(r"(.*) \((\d+)\)", head.strip()):
            columns[place] = {head.strip(), found[1], found[2]}
    wanted = [place for place, names in columns.items() if asked is None or asked in names]
    if len(wanted) == 1:
        return wanted[0]
    there = "; ".join(lines[0][place] for place in columns) or "none"
    raise ValueError(
        f"{name}: --column must name one of its assignments, got "
        f"{'nothing' if asked is None else repr(asked)}; there are: {there:.500}"
    )


def name_keys(name):
    """Return what a name is compared by: its letters, in the order given and family name last."""
    last, comma, first = name.partition(",")
    orders = {name, f"{first} {last}"} if comma else {name}
    return {letters for order in orders if (letters := _letters(order))}


def _letters(text):
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in text if c.isalnum())


def _plain(text):
    """Return the letters from a to z only: platforms drop others from names of files."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if "a" <= c <= "z")


# ------------------------------------------------------------------------------------ matching


@dataclass
class Match:
    """Which line is whose.

    Attributes
    ----------
    lines : the student's name → the line
    unmatched : [(the student's name, why), …]
    """

    lines: dict = field(default_factory=dict)
    unmatched: list = field(default_factory=list)


def match(book, students):
    """Return the Match of a gradebook's lines and those who handed in."""
    found, same_name = Match(), Counter(k for s in students for k in name_keys(s.name))
    for student in students:
        lines, why = candidates(book, student, same_name)
        if len(lines) == 1:
            found.lines[student.name] = lines[0]
        else:
            found.unmatched.append((student.name, why))
    times = Counter(map(id, found.lines.values()))
    for name, line in [*found.lines.items()]:
        if times[id(line)] > 1:
            del found.lines[name]
            found.unmatched.append((name, "another student has the same line"))
    return found


def candidates(book, student, same_name):
    """Return the lines that may be a student's, and why they can't be if it is not one."""
    if student.number:
        lines = [line for line in book.students if book.number(line) == student.number]
        if len(lines) == 1 and book.is_moodle and not _may_be(book, lines[0], student):
            # Each assignment of Moodle numbers its students anew.
            return [], f"number {student.number} is somebody else's there"
        return lines, f"number {student.number} is there {len(lines)} times"
    keys = name_keys(student.name)
    if any(same_name[key] > 1 for key in keys):
        return [], "several who handed in have this name"
    lines = [line for line in book.students if keys & book.keys(line)]
    return lines, f"this name is there {len(lines)} times"


def _may_be(book, line, student):
    name = book.cell(line, "full name")
    # With blind marking there is no name to compare, on either side.
    known = name and not student.name.startswith("Participant")
    return not known or _plain(name) == _plain(re.sub(r" \(\d+\)$", "", student.name))


# ------------------------------------------------------------------------------------- filling


def fill(book, students, rows, lessons):
    """Write the marks into a gradebook; return what to say, and what was not done, in sentences.

    Parameters
    ----------
    book : Gradebook
        Its lines are changed.
    students : list of Student
    rows : list of Row
    lessons : list of str
        The lessons that the gradebook's column stands for.
    """
    found = match(book, students)
    most = sum(map(most_points, lessons))
    filled, locked, ungraded, scales = 0, [], [], set()
    for name, line in found.lines.items():
        own = [row for row in rows if row.student == name and row.lesson in lessons]
        scale = number(book.most(line))
        if not own:
            ungraded.append(name)
        elif book.cell(line, "grade can be changed").casefold() == "no":
            locked.append(name)
        elif not scale:
            raise ValueError(
                f"the most points of a mark are {book.most(line)!r} in the gradebook: marks can be "
                "filled in where they are points"
            )
        else:
            line += [""] * (book.column + 1 - len(line))
            reached = sum(row.points for row in own) * scale / most
            line[book.column] = written(reached, like=book.most(line))
            scales.add(scale)
            filled += 1
    said = [f"Gradebook: {filled} marks of {len(book.students)} lines filled in."]
    if scales - {most}:
        said.append(f"{most} points here are {', '.join(f'{s:g}' for s in sorted(scales))} there.")
    undone = [f"not in the gradebook: {name} ({why})" for name, why in found.unmatched[:8]]
    if len(found.unmatched) > 8:
        undone.append(f"not in the gradebook: {len(found.unmatched) - 8} more")
    if ungraded:
        undone.append(f"no mark to fill in for {some(ungraded)}")
    if locked:
        undone.append(f"the platform lets nobody change the mark of {some(locked)}")
    return said, undone


def number(text):
    """Return a number of a gradebook, None where it is none."""
    found = re.fullmatch(r"\s*(\d+)(?:[.,](\d+))?\s*", text)
    return float(f"{found[1]}.{found[2] or 0}") if found else None


def written(mark, like):
    """Return a mark as the platform writes it: to two decimals, with its decimal sign."""
    text = f"{mark:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if "," in like else text


# ------------------------------------------------------------------------------------ feedback


def feedback_zip(written_pages, students, book=None):
    """Return a zip of the pages in the folders that Moodle takes feedback files from.

    Parameters
    ----------
    written_pages : dict
        The student's name → the page as HTML.
    students : list of Student
    book : Gradebook, optional
        Where a number is looked up that the download doesn't have.

    Returns
    -------
    bytes, None where no student has a number of Moodle
    """
    numbers = {s.name: s.number for s in students if s.number and _is_of_moodle(s)}
    if book and book.is_moodle:
        numbers |= {name: book.number(line) for name, line in match(book, students).lines.items()}
    if not numbers:
        return None
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for student, page in written_pages.items():
            if student in numbers:
                # Moodle reads the parts between underscores, so that a name must have none.
                name = file_name(student, 60).replace("_", " ")
                folder = f"{name}_{numbers[student]}_assignsubmission_file_"
                info = zipfile.ZipInfo(f"{folder}/feedback.html", LONG_AGO)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, page)
    return data.getvalue()


def _is_of_moodle(student):
    return any(PLATFORMS["Moodle"].fullmatch(name.partition("/")[0]) for name in student.shown)
