"""Zips from strangers: what is wanted comes out into files of our own names, within limits."""

import contextlib
import io
import os
import stat
import struct
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from helpers.grading import budget

LEFTOVERS = ("__MACOSX", "__pycache__", "node_modules", "site-packages", "desktop.ini", "Thumbs.db")
_NO_ZIP = (OSError, zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, MemoryError)


@dataclass
class Room:
    """What may still come out of one student's zips.

    Attributes
    ----------
    bytes : so many, unpacked
    entries : so many, of those that are wanted
    seconds : so long
    """

    bytes: int = budget.STUDENT_BYTES
    entries: int = budget.FILES
    seconds: float = budget.UNPACKING_SECONDS


@dataclass
class Entry:
    """What became of an entry of a zip.

    Attributes
    ----------
    parts : the parts of its name
    path : the file that it is now, None where it was not wanted
    is_folder : whether the zip has it as a folder
    problem : why it was not unpacked, "" where it was or was not wanted
    """

    parts: tuple
    path: Path | None = None
    is_folder: bool = False
    problem: str = ""


@dataclass
class Unpacker:
    """Unpacks zips into one folder, under numbers: an entry's own name may be anything.

    Parameters
    ----------
    folder : Path
    """

    folder: Path
    _number: int = field(default=0, init=False)

    def unpack(self, path, rooms, most=budget.ENTRIES):
        """Return the entries of a zip, `most` of them at most.

        `rooms(names)` returns, for the names of all that is wanted, a function that gives the Room
        of one; a name is the parts of a path.

        Raises
        ------
        ValueError
            If it can't be read as a zip, or has too many entries, in a status' words.
        """
        found = []
        try:
            archive = open_zip(path)
        except _NO_ZIP:
            raise ValueError("could not be unpacked: it is no zip, or only a part") from None
        with archive:
            for info in archive.infolist():
                parts = PurePosixPath(info.filename.replace("\\", "/")).parts
                if not parts or any(is_leftover(part) for part in parts if part != ".."):
                    continue
                if len(found) == most:
                    raise ValueError(f"too large: a zip of more than {most:,} files")
                found.append((Entry(parts, is_folder=info.is_dir()), info))
            wanted = [f for f in found if not f[0].is_folder and is_wanted(f[0].parts[-1])]
            room_of = rooms([entry.parts for entry, _ in wanted])
            for entry, info in wanted:
                self._unpack_entry(archive, info, entry, room_of(entry.parts))
        return [entry for entry, _ in found]

    def _unpack_entry(self, archive, info, entry, room):
        entry.problem = _refusal(info, entry.parts, room)
        if entry.problem:
            return
        self._number += 1
        path = self.folder / f"{self._number}{'.zip' if is_zip(entry.parts[-1]) else '.ipynb'}"
        begin = time.monotonic()
        try:
            entry.problem = _copy(archive, info, path, room, begin + room.seconds)
        except Exception as error:  # a damaged zip ends in errors of many kinds
            words = str(error)[:100] if isinstance(error, RuntimeError) else type(error).__name__
            entry.problem = f"could not be unpacked: {words}"
        room.seconds -= time.monotonic() - begin
        room.entries -= 1
        if entry.problem:
            with contextlib.suppress(OSError):
                path.unlink()
            return
        seconds = entry_seconds(info)
        os.utime(path, (seconds, seconds))
        entry.path = path


def open_zip(path):
    """Return a zip; of an entry whose name or version Python can't take, the others can be read.

    Raises
    ------
    OSError, ValueError, zipfile.BadZipFile, NotImplementedError, struct.error
        If nothing of it can be read.
    """
    try:
        return zipfile.ZipFile(path)
    except (UnicodeDecodeError, NotImplementedError):
        return zipfile.ZipFile(_Mended(path))


class _Mended(io.FileIO):
    """A zip's file, of whose list of entries that is changed which Python refuses."""

    def __init__(self, path):
        super().__init__(path)
        size = self.seek(0, os.SEEK_END)
        self._at = self.seek(max(size - 2**26, 0))
        self._tail = bytearray(super().read())
        self.seek(0)
        entry = self._tail.find(b"PK\x01\x02")
        while entry >= 0:
            fields = struct.unpack_from("<HHHHHHIIIHHH", self._tail, entry + 4)
            version, flags, length = fields[1], fields[2], fields[9]
            name = self._tail[entry + 46 : entry + 46 + length]
            if version > zipfile.MAX_EXTRACT_VERSION:
                struct.pack_into("<H", self._tail, entry + 6, zipfile.DEFAULT_VERSION)
            if name != name.decode("utf-8", "ignore").encode():
                struct.pack_into("<H", self._tail, entry + 8, flags & ~0x800)
            entry = self._tail.find(b"PK\x01\x02", entry + 46)

    def read(self, size=-1):
        """Return bytes, those of the list as they were changed."""
        begin = self.tell()
        data = super().read(size)
        if begin + len(data) <= self._at or not data:
            return data
        own = data[: max(self._at - begin, 0)]
        first = begin + len(own) - self._at
        return own + bytes(self._tail[first : first + len(data) - len(own)])


def _refusal(info, parts, room):
    """Return why an entry is not unpacked, "" if it is."""
    if ".." in parts or parts[0] == "/" or ":" in parts[0]:
        return "not read: a path that leads out of the zip"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "not read: a symbolic link"
    if len(parts) > budget.DEPTH:
        return f"not read: more than {budget.DEPTH} folders deep"
    if room.entries <= 0:
        return f"not read: more than {budget.FILES} notebooks"
    if room.seconds <= 0:
        return "not read: unpacking took too long"
    return ""


def _copy(archive, info, path, room, end):
    with archive.open(info) as source, open(path, "xb") as target:
        # Counted is what really comes out: a zip may claim any size for its entries.
        while block := source.read(65536):
            room.bytes -= len(block)
            if room.bytes < 0 or target.tell() + len(block) > budget.NOTEBOOK_BYTES:
                return "too large"
            if time.monotonic() > end:
                return "not read: unpacking took too long"
            target.write(block)
    return ""


def entry_seconds(info):
    """Return when an entry was changed, in seconds as files have them.

    Programs for Unix add that in universal time; else a zip has local time.
    """
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == 0x5455 and size >= 5 and len(extra) >= 9 and extra[4] & 1:
            return struct.unpack("<i", extra[5:9])[0]
        extra = extra[4 + size :]
    try:
        return time.mktime((*info.date_time, 0, 0, -1))
    except (ValueError, OverflowError):
        return 0


def is_leftover(name):
    """Tell whether a file or folder is a program's own, and nobody's work."""
    return name.startswith(".") or name in LEFTOVERS


def is_notebook(name):
    """Tell whether a file is named as a notebook, whatever a browser added to its name."""
    return ".ipynb" in name.lower()


def is_zip(name):
    """Tell whether a file is named as a zip."""
    return name.lower().endswith(".zip")


def is_wanted(name):
    """Tell whether a file may hold something to grade."""
    return is_notebook(name) or is_zip(name)
