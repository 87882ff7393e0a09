"""Whose a file is: students from folders and zips, as teachers keep them and platforms make them.

Nothing is trusted, and nothing of a submission is read here: a student gets places, which
`helpers.grading.handed_in` looks through.
"""

import contextlib
import itertools
import os
import re
import stat
import unicodedata
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from helpers.grading import budget
from helpers.grading.archives import Room, Unpacker, is_leftover, is_wanted, is_zip, open_zip
from helpers.lessons import LESSONS

# What platforms name a student's file or folder. The names before the numbers are the students' own
# choice, and so is what comes after them.
PLATFORMS = {
    # Ada Lovelace_12345_assignsubmission_file_notebook.ipynb, or a folder without the last part
    "Moodle": re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_.*"),
    # Lab 1_alovelace_attempt_2024-03-01-10-00-00_notebook.ipynb, and a .txt about the attempt
    "Blackboard": re.compile(
        r"(?P<key>(?:.*?_)?(?P<name>[^_]+))_attempt_(?P<when>\d{4}(?:-\d\d){5})"
        r"(?P<file>_.*|\.txt)?"
    ),
    # lovelaceada_LATE_12345_67890_notebook.ipynb
    "Canvas": re.compile(r"(?P<name>[^_]+)_(?:LATE_)?(?P<number>\d+)_\d+_.*"),
    # 12345-67890 - Ada Lovelace - Mar 1, 2024 1000 AM, a folder
    "Brightspace": re.compile(
        r"(?P<number>\d+)-\d+ - (?P<name>.+) - (?P<when>\w{3,9} \d{1,2}, \d{4} \d{1,4} [AP]M)"
        r"(?P<file> - .*)?"
    ),
}
TIMES = ("%Y-%m-%d-%H-%M-%S", "%b %d, %Y %I%M %p", "%B %d, %Y %I%M %p")
# 01_neuron, with what browsers, JupyterLab and Colab add to a second copy: (1), -1, -Copy1, Copy of
LESSON = re.compile(
    rf"[\s_-]*({'|'.join(map(re.escape, LESSONS))})((-Copy)?[\s_-]*\(?\d{{1,2}}\)?$)?[\s_-]*"
    r"|\s*\(\d+\)$"
)
COPY = re.compile(r"^((Copy of|Kopie von|Copie de|Copia d[ei]|Cópia de|Kopia) )+", re.IGNORECASE)
# Beside the students' folders or files: a platform's own list, a teacher's table.
LISTS = (".csv", ".ods", ".xls", ".xlsx", ".html", ".htm", ".json", ".xml", ".log")


@dataclass
class Student:
    """One who handed something in.

    Attributes
    ----------
    name : as it is shown; no two students' are the same
    number : the platform's, "" where there is none
    places : files and folders: the path, how to show it, and the seconds of the attempt, or None
    problems : what could not be read, and why: [(str, str), …]
    nothing : what to say where there is no notebook: [(str, str), …]
    doubt : why it can't be told whose this is, "" where it can
    is_alone : whether no other folder or file was found beside this one
    is_named : whether a name of a file or folder says whose this is
    """

    name: str
    number: str = ""
    places: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    nothing: list = field(default_factory=list)
    doubt: str = ""
    is_alone: bool = False
    is_named: bool = True

    @property
    def shown(self):
        """The names of all that was found of this student."""
        return [p[1] for p in self.places] + [name for name, _ in self.problems + self.nothing]

    def as_data(self):
        """Return the student as JSON can carry it."""
        return vars(self) | {"places": [[str(path), *more] for path, *more in self.places]}

    @classmethod
    def from_data(cls, data):
        """Return the student of which `as_data` made this."""
        return cls(**data | {"places": [(Path(path), *more) for path, *more in data["places"]]})


@dataclass
class Class:
    """Who handed something in.

    Attributes
    ----------
    students : list of Student
    others : names of files that were taken for nobody's
    """

    students: list
    others: list


def find_class(top, scratch, skip=None, alone=False):
    """Return the Class of a folder, a zip or a single file; students in order of their names.

    Parameters
    ----------
    top : Path
    scratch : Path
        An empty folder for what comes out of a zip.
    skip : Path, optional
        A folder in `top` that is none of the students'.
    alone : bool
        Whether all of it is one student's, "submission".

    Raises
    ------
    ValueError
        If `top` is a zip that can't be unpacked.
    """
    if alone:
        student = Student("submission", places=[(top, top.name, None)])
        student.nothing = [(top.name, "no notebook found" if top.is_dir() else "not a notebook")]
        return Class([student], [])
    finder = _Finder(top.stem)
    if is_zip(top.name):
        finder.look_at_level(_class_zip(top, scratch))
    elif top.is_dir():
        level = _Folder(top, skip)
        inside = level.children()
        if len(inside) == 1 and is_zip(inside[0].name) and _holds_a_class(inside[0].path):
            level = _class_zip(inside[0].path, scratch)
        finder.look_at_level(level)
    else:
        finder.look_at(_Folder(top))
    return Class(_with_own_names(finder.students.values()), finder.others)


def _with_own_names(students):
    """Return the students in order, those of one name told apart by the platform's numbers."""
    students = sorted(students, key=lambda s: (s.name.casefold(), s.number))
    same = Counter(student.name for student in students)
    taken = {student.name for student in students if same[student.name] == 1}
    for student in students:
        if same[student.name] == 1:
            continue
        own = name = f"{student.name} ({student.number})" if student.number else student.name
        others = 1
        while name in taken:
            others += 1
            name = f"{own} [{others}]"
        student.name = name
        taken.add(name)
    return students


# ------------------------------------------------------------------------- folders and zips alike


class _Folder:
    """A file or folder on the disk."""

    def __init__(self, path, skip=None):
        self.path, self.name, self._skip = path, path.name, skip
        mode = path.lstat().st_mode
        self.is_folder, self.is_file = stat.S_ISDIR(mode), stat.S_ISREG(mode)

    def children(self, most=None):
        """Return what lies in it, but for what programs leave; at most so many."""
        with os.scandir(self.path) as entries:
            names = sorted(e.name for e in itertools.islice(entries, most))
        paths = [self.path / name for name in names if not is_leftover(name)]
        return [_Folder(path, self._skip) for path in paths if path != self._skip]

    def places(self, shown):
        """Return what a student gets who owns it."""
        return [(self.path, shown)]

    def problems(self, shown):
        """Return what can't be read of it, as far as that is known."""
        return []


class _Zipped:
    """A file or folder of a zip, of which what is wanted is unpacked already."""

    def __init__(self, name):
        self.name, self.path, self.problem = name, None, ""
        self.is_folder, self.inside = False, {}

    @property
    def is_file(self):
        """Whether it is none that holds others."""
        return not self.is_folder

    def children(self, most=None):
        """Return what lies in it; at most so many."""
        return [self.inside[name] for name in sorted(self.inside)[:most]]

    def _all(self, shown):
        yield self, shown
        for child in self.children():
            yield from child._all(f"{shown}/{child.name}")

    def places(self, shown):
        """Return what a student gets who owns it."""
        return [(node.path, name) for node, name in self._all(shown) if node.path]

    def problems(self, shown):
        """Return what can't be read of it."""
        return [(name, node.problem) for node, name in self._all(shown) if node.problem]


def _class_zip(path, scratch):
    """Return the top of a zip whose wanted files are unpacked, each student with an own room."""
    top = _Zipped("")
    top.is_folder = True
    folder = scratch / "class"
    folder.mkdir()
    try:
        entries = Unpacker(folder).unpack(path, _rooms, budget.CLASS_ENTRIES)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from None
    for entry in entries:
        # A path that leads out, or too far in, is a problem of whom its beginning names.
        parts = [part.strip("/") for part in entry.parts if part.strip("/.")] or ["nameless"]
        node = top
        for part in parts[: budget.DEPTH]:
            node.is_folder = True
            node = node.inside.setdefault(part, _Zipped(part))
        node.is_folder = node.is_folder or entry.is_folder
        node.path, node.problem = entry.path or node.path, entry.problem or node.problem
    return top


def _rooms(names):
    """Return a function that gives each student's Room, by the parts of an entry's name.

    Whose an entry is, is not known yet: below all wrappers, each file or folder has a room.
    """
    levels = zip(*(parts[:-1] for parts in names), strict=False)
    wrappers = sum(1 for _ in itertools.takewhile(lambda level: len(set(level)) == 1, levels))
    rooms = defaultdict(Room)
    return lambda parts: rooms[parts[: wrappers + 1]]


def _holds_a_class(path):
    """Tell whether this is a zip of files that are named as a platform names a class's."""
    with contextlib.suppress(OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        if not path.is_file() or path.is_symlink():
            return False
        with open_zip(path) as archive:
            names = {PurePosixPath(name).parts for name in archive.namelist()[: budget.ENTRIES]}
        names = [parts for parts in names if parts and not any(map(is_leftover, parts))]
        outer = {parts[0] for parts in names}
        inner = {parts[1] for parts in names if len(parts) > 1}
        names = inner if len(outer) == 1 and inner else outer
        return len(names) > 0 and all(map(_platform, names))
    return False


# ---------------------------------------------------------------------------------------- names


@dataclass(frozen=True)
class Owner:
    """Whose a file or folder is by its name.

    Attributes
    ----------
    name : the student's, "" where none is named
    number : the platform's, "" where there is none
    when : seconds of the attempt, None where the name says nothing of it
    is_own : whether the file is the student's, and not the platform's about the attempt
    is_clear : whether the name can be read in one way only
    key : what is the same for all that a student handed in
    """

    name: str
    number: str = ""
    when: float | None = None
    is_own: bool = True
    is_clear: bool = True
    key: str = ""


def who(name, is_folder):
    """Return the Owner that the name of a folder or a file tells."""
    name = unicodedata.normalize("NFC", name)
    if found := _platform(name):
        parts = found.groupdict()
        clear = len(re.findall(r"_\d+_assignsubmission_", name)) < 2
        return Owner(
            " ".join(parts["name"].split()),
            parts.get("number", ""),
            _seconds(parts.get("when")),
            parts.get("file") != ".txt",
            clear,
            parts.get("key", "") if clear else name,
        )
    if not is_folder:
        name = re.sub(r"(\.ipynb.*|\.\w{1,5})$", "", name, flags=re.IGNORECASE)
        name = COPY.sub("", f"{name} ").strip()
        name = LESSON.sub("", name).strip(" _-")
    return Owner(" ".join(name.split()))


def _platform(name):
    return next(filter(None, (pattern.fullmatch(name) for pattern in PLATFORMS.values())), None)


def _seconds(text):
    """Return the seconds of an attempt's time, None where it can't be read."""
    for form in TIMES:
        with contextlib.suppress(ValueError, TypeError, OverflowError, OSError):
            return datetime.strptime(text, form).timestamp()
    return None


# --------------------------------------------------------------------------------------- levels


def _has_work(node, depth=4):
    """Tell whether a notebook or a zip lies in a folder, not too far in."""
    if not node.is_folder:
        return node.is_file and is_wanted(node.name)
    with contextlib.suppress(OSError):
        return depth > 0 and any(_has_work(child, depth - 1) for child in node.children(200))
    return False


def _class_level(node):
    """Return the folder in which the students' folders or files are: within wrappers, if need be.

    A folder alone, with nothing but lists beside it, is a wrapper if it holds files named by a
    platform, or several folders with work and no work beside them. Else it is a student's.
    """
    children = node.children()
    folders = [child for child in children if child.is_folder and not _platform(child.name)]
    work = [child for child in children if _platform(child.name) or _has_work(child)]
    if len(folders) != 1 or [child for child in work if child is not folders[0]]:
        return node
    with contextlib.suppress(OSError):
        inside = folders[0].children(5000)
        if any(_platform(child.name) for child in inside):
            return folders[0]
        work = [child for child in inside if _has_work(child)]
        if len(work) > 1 and all(child.is_folder for child in work):
            return folders[0]
        if len(work) == 1 and work[0].is_folder:
            deeper = _class_level(folders[0])
            return deeper if deeper is not folders[0] else node
    return node


class _Finder:
    def __init__(self, nobody):
        self.nobody = nobody  # whose a file is that says no name: `01_neuron.ipynb` in Ada's folder
        self.students, self.others = {}, []

    def look_at_level(self, top):
        """Give each entry of a class's folder or zip to its student."""
        level = _class_level(top)
        entries = level.children()
        if level is not top:
            self.others += [n.name for n in top.children() if n.is_file and not is_wanted(n.name)]
        in_folders = any(child.is_folder and _has_work(child) for child in entries)
        for node in entries:
            owner = who(node.name, node.is_folder)
            if node.is_file and not is_wanted(node.name) and not _platform(node.name):
                is_list = node.name.lower().endswith(LISTS)
                # Of a file that was refused, nobody is rid by calling it a list.
                if (is_list or in_folders) and not getattr(node, "problem", ""):
                    self.others.append(node.name)
                    continue
            self.look_at(node, owner, len(entries) > 1)
        if len(entries) == 1:
            for student in self.students.values():
                student.is_alone = True

    def look_at(self, node, owner=None, among_others=False):
        """Give a file or folder to its student."""
        owner = owner or who(node.name, node.is_folder)
        name = owner.name or self.nobody
        key = owner.key or (name, owner.number)
        student = self.students.setdefault(key, Student(name, owner.number))
        student.is_named = bool(owner.name)
        status = "no notebook found" if node.is_folder else "not a notebook"
        student.nothing = student.nothing or [(node.name, status)]
        if not owner.is_own:
            student.nothing = [(node.name, "no notebook found")]
            return
        if not owner.is_clear:
            student.doubt = f"the name {node.name} can be read in two ways"
        if among_others and _speaks_for_others(node):
            # One of the students may have made it, with names of others in it.
            why = "not read: a class in a zip or a folder, grade it by itself"
            student.problems.append((node.name, why))
            return
        student.problems += node.problems(node.name)
        student.places += [(*place, owner.when) for place in node.places(node.name)]


def _speaks_for_others(node):
    """Tell whether what a student handed in is named as a platform names a class's files."""
    if not node.is_folder:
        return is_zip(node.name) and node.path is not None and _holds_a_class(node.path)
    with contextlib.suppress(OSError):
        work = [child for child in node.children(1000) if _has_work(child)]
        return len(work) > 1 and all(_platform(child.name) for child in work)
    return False
