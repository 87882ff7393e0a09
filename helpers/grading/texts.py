"""Texts that strangers wrote, made fit for a table, a page, a terminal."""

import html
import os
import re
import unicodedata

CELL = 300  # characters of what a table's cell or a page's line may hold
# Paths from the root, as an error's words or a returned text may hold them. A single name after
# a slash says nothing about a machine, and may be a division.
PATHS = re.compile(
    r"(?<![\w.)\]/:~])~?(/[^\s/'\"`:;,()<>|]+){2,}/?|(?<!\w)[A-Za-z]:[\\/][^\s'\"`;,()<>|]+"
    rf"|{re.escape(os.path.expanduser('~'))}[\\/][^\s'\"`:;,()<>|]+"
)


def one_line(text, most=CELL):
    """Return text without line ends and other control characters, which could rule a terminal."""
    text = "".join(c if c.isprintable() else " " for c in text[: most + 1])
    return text if len(text) <= most else f"{text[: most - 1]}…"


def for_spreadsheet(text):
    """Return text that no spreadsheet takes for a formula, wherever it splits lines."""
    # Half of Europe's spreadsheets split at semicolons, and not only outside quotation marks.
    text = one_line(without_paths(text)).replace(";", ",")
    # NFKC makes the usual signs of full-width and small ones.
    first = unicodedata.normalize("NFKC", text.strip()[:1])
    return f"'{text}" if first in tuple("=+-@") else text


def without_paths(text):
    """Return text in which paths of this machine are left out."""
    return PATHS.sub("…", text)


def markdown(text, most=CELL):
    """Return text that Markdown shows as it is: some was written by those who handed in."""
    # Brackets alone do nothing: a link needs `](`, and a line that begins with one.
    text = one_line(without_paths(text), most)
    return re.sub(r"([\\`*<|~]|(?<=\])\(|^[#>\[])", r"\\\1", text)


def escaped(text, most=CELL):
    """Return text that HTML shows as it is."""
    return html.escape(one_line(without_paths(text), most))


def file_name(text, most=100):
    """Return a name that a file can have on any system, of at most so many bytes."""
    name = re.sub(r'[\\/:*?"<>|]', "-", one_line(text))
    name = name.encode(errors="replace")[:most].decode(errors="ignore").strip(" .") or "student"
    reserved = re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name)
    return f"{name}-" if reserved else name
