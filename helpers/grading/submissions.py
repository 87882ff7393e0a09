"""What a class handed in: files by student, from folders and zips as learning platforms make them.

Nothing is trusted: links are not followed, zips are unpacked within limits and nowhere else.
"""

import contextlib
import os
import re
import stat
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from helpers.grading.budget import NOTEBOOK_BYTES
from helpers.lessons import LESSONS

STUDENT_BYTES = 200_000_000  # unpacked, of all zips of one student and those in them
ZIP_ENTRIES = 10_000
ZIP_RATIO = 200  # a notebook packs to a tenth or so
ZIP_DEPTH = 2  # a zip of the class with a zip of each student
FILES = 100  # that one student may hand in
# What reading an entry of a zip can end with.
UNREADABLE = OSError, RuntimeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error

# Ada Lovelace_12345_assignsubmission_file_notebook.ipynb, or a folder without the last part
MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_.*")
# lovelaceada_LATE_12345_67890_notebook.ipynb
CANVAS = re.compile(r"(?P<name>[^_]+)_(?:LATE_)?(?P<number>\d+)_\d+_.*")
# 01_neuron, with what browsers and JupyterLab add to a second copy: (1), -1, -Copy1
LESSON = re.compile(
    rf"[\s_-]*({'|'.join(map(re.escape, LESSONS))})((-Copy)?[\s_-]*\(?\d{{1,2}}\)?$)?[\s_-]*"
    r"|\s*\(\d+\)$"
)


@dataclass
class Student:
    """What one student handed in.

    Attributes
    ----------
    name : as the folder or file has it
    number : the platform's, "" where there is none
    files : the notebooks' paths, and how to show each: [(Path, str), …]
    problems : what could not be read, and why: [(str, str), …]
    room : bytes that may still be unpacked
    nothing : the problem to name where there are neither files nor problems
    """

    name: str
    number: str = ""
    files: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    room: int = field(default_factory=lambda: STUDENT_BYTES)
    nothing: list = field(default_factory=list)

    def as_data(self):
        """Return the student as JSON can carry it."""
        files = [[str(path), shown] for path, shown in self.files]
        return vars(self) | {"files": files}

    @classmethod
    def from_data(cls, data):
        """Return the student of which `as_data` made this."""
        files = [(Path(path), shown) for path, shown in data["files"]]
        return cls(**data | {"files": files})


def find_students(top, scratch, skip=None, alone=False):
    """Return the students of a folder, a zip or a single file, in order of their names.

    Parameters
    ----------
    top : Path
    scratch : Path
        An empty folder for what comes out of zips.
    skip : Path, optional
        A folder in `top` that is none of the students'.
    alone : bool
        Whether all of it is one student's, "submission".

    Raises
    ------
    ValueError
        If `top` is a zip that can't be unpacked.
    """
    finder = _Finder(scratch, skip, top.stem)
    if alone:
        finder.look_at_all_of(finder.student("submission"), top)
    elif top.suffix.lower() == ".zip":
        finder.look_at_class_zip(top)
    elif top.is_dir():
        finder.look_at_class(top)
    else:
        finder.look_at_entry(top)
    students = sorted(finder.students.values(), key=lambda s: (s.name.casefold(), s.number))
    names = [student.name for student in students]
    for student in students:
        if not student.files and not student.problems:
            student.problems = student.nothing
        if names.count(student.name) > 1 and student.number:
            student.name += f" ({student.number})"
    return students


def _without_wrapper(folder):
    """Return the folder that a zip has around all students, or else `folder` itself."""
    entries = [path for path in folder.iterdir() if not _is_leftover(path.name)]
    if len(entries) != 1 or not entries[0].is_dir():
        return folder
    inside = [path for path in entries[0].iterdir() if path.is_dir() or _is_wanted(path.name)]
    # Files in it are one student's, unless they are named as platforms name a class's files.
    named = all(_is_of_a_platform(path.name) for path in inside)
    return entries[0] if named or all(path.is_dir() for path in inside) else folder


def _outer_names(path):
    """Return the outer names in a zip, and whether these are in one folder around all."""
    with contextlib.suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
        names = [PurePosixPath(name).parts for name in archive.namelist()]
        names = [parts for parts in names if parts and not any(map(_is_leftover, parts))]
        outer = {parts[0] for parts in names}
        inner = {parts[1] for parts in names if len(parts) > 1}
        return (inner, True) if len(outer) == 1 and inner else (outer, False)
    return set(), False


def _is_class_zip(path):
    """Tell whether this is a zip of files that are named as a platform names a class's."""
    if path.suffix.lower() != ".zip" or not path.is_file() or path.is_symlink():
        return False
    names, _ = _outer_names(path)
    return bool(names) and all(map(_is_of_a_platform, names))


def _is_of_a_platform(name):
    return MOODLE.fullmatch(name) or CANVAS.fullmatch(name)


def who(name, is_folder):
    """Return a student's name and number from that of a folder or a file; "" if it names none."""
    for pattern in (MOODLE, CANVAS):
        if found := pattern.fullmatch(name):
            return found["name"].strip(), found["number"]
    if not is_folder:
        name = re.sub(r"(\.ipynb.*|\.\w{1,5})$", "", name, flags=re.IGNORECASE)
        name = LESSON.sub("", name).strip(" _-")
    return name, ""


def _is_leftover(name):
    return name.startswith(".") or name == "__MACOSX"


def _is_notebook(name):
    return ".ipynb" in name.lower()


def _is_wanted(name):
    return _is_notebook(name) or name.lower().endswith(".zip")


class _Finder:
    def __init__(self, scratch, skip, nobody):
        self.scratch, self.skip = scratch, skip
        self.nobody = nobody  # whose a file is that says no name: `01_neuron.ipynb` in Ada's folder
        self.students = {}
        self.unpacked = 0

    def student(self, name, number=""):
        return self.students.setdefault((name, number), Student(name, number))

    def look_at_class(self, folder):
        entries = sorted(folder.iterdir())
        entries = [p for p in entries if not _is_leftover(p.name) and p != self.skip]
        if len(entries) == 1 and _is_class_zip(entries[0]):
            self.look_at_class_zip(entries[0])
            return
        for path in entries:
            self.look_at_entry(path)

    def look_at_class_zip(self, path):
        try:
            folder = self.unpack_class(path)
        except ValueError as error:
            raise ValueError(f"{path.name}: {error}") from None
        self.look_at_class(_without_wrapper(folder))

    def look_at_entry(self, path):
        is_folder = path.is_dir() and not path.is_symlink()
        name, number = who(path.name, is_folder)
        student = self.student(name or self.nobody, number)
        if _is_class_zip(path):
            # One of the students may have made it, with names of others in it.
            student.problems.append((path.name, "not read: a class in a zip, grade it by itself"))
        else:
            self.look_at_all_of(student, path)

    def look_at_all_of(self, student, path):
        status = "no notebook found" if path.is_dir() else "not a notebook"
        student.nothing = student.nothing or [(path.name, status)]
        self.look(path, student)

    def look(self, path, student, shown="", depth=0):
        """Add what lies at `path` to a student's files and problems."""
        shown = shown or path.name
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            self.look_into(path, student, shown, depth)
        elif not stat.S_ISREG(mode):
            if _is_notebook(path.name) or path.suffix.lower() == ".zip":
                kind = "a symbolic link" if stat.S_ISLNK(mode) else "no ordinary file"
                student.problems.append((shown, f"not read: it is {kind}"))
        elif path.suffix.lower() == ".zip":
            self.look_into_zip(path, student, shown, depth)
        elif _is_notebook(path.name):
            if len(student.files) < FILES:
                student.files.append((path, shown))
            else:
                student.problems.append(("", f"more than {FILES} notebooks: the others not read"))

    def look_into(self, folder, student, shown, depth):
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            student.problems.append((shown, f"not read: {error.strerror}"))
            return
        for path in entries:
            if not _is_leftover(path.name) and path != self.skip:
                self.look(path, student, f"{shown}/{path.name}", depth)

    def look_into_zip(self, path, student, shown, depth):
        if depth == ZIP_DEPTH:
            student.problems.append((shown, "not read: a zip in a zip in a zip"))
            return
        try:
            folder, refused = self.unpack(path, lambda parts: student)
        except ValueError as error:
            student.problems.append((shown, str(error)))
            return
        student.problems += [(f"{shown}/{name}", why) for name, why in refused]
        self.look_into(folder, student, shown, depth + 1)

    def unpack_class(self, path):
        rooms = defaultdict(lambda: Student(""))
        _, has_wrapper = _outer_names(path)
        folder, refused = self.unpack(
            path, lambda parts: rooms[parts[: 1 + has_wrapper]], every_name=True
        )
        for name, why in refused:
            parts = [part for part in re.split(r"[/\\]", name) if part.strip(".")]
            student, number = who(parts[0] if parts else name, len(parts) > 1)
            self.student(student or self.nobody, number).problems.append((name, why))
        return folder

    def unpack(self, path, owner, every_name=False):
        """Unpack a zip's notebooks and zips; return the folder and `[(name, why not), …]`.

        `owner` gives the Student of an entry, from the parts of its path; the entry takes what it
        needs of this student's room.
        With `every_name`, an empty file stands for each entry that is not needed: its name may be
        all that a student left.

        Raises
        ------
        ValueError
            If it can't be read as a zip, or is too large, in a status' words.
        """
        folder = self.scratch / str(self.unpacked)
        self.unpacked += 1
        folder.mkdir(parents=True)
        refused = []
        try:
            with zipfile.ZipFile(path) as archive:
                entries = archive.infolist()
                if len(entries) > ZIP_ENTRIES:
                    raise ValueError(f"too large: a zip of more than {ZIP_ENTRIES} files")
                for info in entries:
                    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
                    if any(_is_leftover(part) and part != ".." for part in parts):
                        continue
                    if info.is_dir() or not parts or not _is_wanted(parts[-1]):
                        if every_name and not _leads_out(parts):
                            _stand_in(folder.joinpath(*parts), info.is_dir())
                        continue
                    why = _refusal(info, parts)
                    try:
                        target = folder.joinpath(*parts)
                        why = why or _unpack_entry(archive, info, target, owner(parts))
                    except UNREADABLE as error:
                        why = f"could not be unpacked: {error}"
                    if why:
                        refused.append((info.filename, why))
        except (OSError, zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError):
            raise ValueError("could not be unpacked: it is no zip, or only a part") from None
        return folder, refused


def _leads_out(parts):
    return not parts or ".." in parts or parts[0] == "/" or ":" in parts[0]


def _stand_in(path, is_folder):
    """Make an empty file or folder."""
    with contextlib.suppress(OSError, ValueError):
        (path if is_folder else path.parent).mkdir(parents=True, exist_ok=True)
        if not is_folder:
            path.touch()


def _refusal(info, parts):
    """Return why an entry is not unpacked, "" if it is."""
    if _leads_out(parts):
        return "not read: a path that leads out of the zip"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "not read: a symbolic link"
    if info.file_size > max(ZIP_RATIO * info.compress_size, 1_000_000):
        return "too large: a zip bomb"
    return ""


def _unpack_entry(archive, info, path, student):
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(info) as source, open(path, "xb") as target:
        # Counted is what really comes out: a zip may claim any size for its entries.
        while block := source.read(65536):
            student.room -= len(block)
            if student.room < 0 or target.tell() + len(block) > NOTEBOOK_BYTES:
                break
            target.write(block)
    if block:
        path.unlink()
        return "too large"
    seconds = _seconds(info.date_time)
    os.utime(path, (seconds, seconds))
    return ""


def _seconds(date_time):
    """Return a zip's time as a number that orders: it has no time zone."""
    year, month, day, hour, minute, second = date_time
    days = (year * 12 + month) * 31 + day - 1980 * 12 * 31
    return ((days * 24 + hour) * 60 + minute) * 60 + second
