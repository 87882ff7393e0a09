"""What a class got wrong: each exercise's mistakes by their names, and how many made each.

No student is named here. An example is what one answer gave for one case; where the name of a
student stands in it, it is left out.
"""

import csv
import io
import re
from collections import defaultdict
from dataclasses import dataclass, field

from helpers.exercises.status import Status
from helpers.grading.texts import for_spreadsheet, markdown, without_paths
from helpers.lessons import LESSONS, all_exercises, exercises_of

UNNAMED, UNREADABLE = "(not named)", "(can't be run)"
EXAMPLE = 300  # characters of an example
GROUPS = 5  # of answers that no mistake named, on the page; the table has them all
WORD = re.compile(r"[^\W\d_]{3,}")
PARTS = ("solved", "named", "unnamed", "untried")  # of a bar, from the left


@dataclass
class Group:
    """Those whose answers to one exercise are wrong in the same way.

    Attributes
    ----------
    mistake : the name of the known mistake, or UNNAMED, or UNREADABLE
    sentence : what was done, as the learner was told, "" where nobody knows
    example : what one of the answers gave for one case
    students : how many
    differs : whether they were told it in different words
    """

    mistake: str
    sentence: str
    example: str
    students: int = 0
    differs: bool = False


@dataclass
class Tally:
    """How a class did on one exercise.

    Attributes
    ----------
    lesson, exercise : their names
    students : how many handed in the lesson
    tried : how many of them wrote an answer
    solved : how many of those are right
    groups : the wrong answers, the most frequent first
    """

    lesson: str
    exercise: str
    students: int = 0
    tried: int = 0
    solved: int = 0
    groups: list = field(default_factory=list)

    @property
    def share(self):
        """The part of those who tried that solved it, 1 where nobody tried."""
        return self.solved / self.tried if self.tried else 1

    @property
    def parts(self):
        """How many students there are of each of PARTS."""
        unnamed = sum(g.students for g in self.groups if g.mistake in (UNNAMED, UNREADABLE))
        named = self.tried - self.solved - unnamed
        return self.solved, named, unnamed, self.students - self.tried


def tallies(rows):
    """Return the Tally of each exercise of the lessons that a class handed in."""
    hidden = names_hidden({row.student for row in rows})
    found = []
    for lesson in LESSONS:
        handed_in = [row.marks for row in rows if row.lesson == lesson and row.marks]
        if handed_in:
            names = [exercise.name for exercise in exercises_of(lesson)]
            found += [tally(lesson, name, handed_in, hidden) for name in names]
    return found


def tally(lesson, name, handed_in, hidden):
    """Return the Tally of one exercise from the marks of all who handed in its lesson."""
    marks = [own[name] for own in handed_in if name in own]
    tried = [mark for mark in marks if mark.points is not None]
    solved = sum(mark.status is Status.RIGHT for mark in tried)
    groups = {}
    for mark in tried:
        if mark.status is Status.RIGHT:
            continue
        kind = UNREADABLE if mark.status is Status.UNREADABLE else mark.mistake or UNNAMED
        key = kind, mark.results if kind == UNNAMED else ""
        example = mark.text.removeprefix("not yet. ") if kind == UNREADABLE else mark.failure
        told, example = (hidden(without_paths(t))[:EXAMPLE] for t in (mark.sentence, example))
        group = groups.setdefault(key, Group(kind, told, example))
        group.students += 1
        group.differs |= group.sentence != told
    ordered = sorted(groups.values(), key=lambda g: (-g.students, g.mistake, g.example))
    return Tally(lesson, name, len(handed_in), len(tried), solved, ordered)


def names_hidden(students):
    """Return a function that leaves the names of these students out of a text."""
    words = {word.casefold() for name in students for word in WORD.findall(name)}
    # A file `ada neuron.ipynb` makes nobody of the exercise.
    words -= {word for name in all_exercises() for word in name.split("_")}
    if not words:
        return str
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    names = re.compile(rf"(?<![^\W\d_])({either})(?![^\W\d_])", re.IGNORECASE)
    return lambda text: names.sub("…", text)


def mistakes_table(found, separator=","):
    """Return the text of mistakes.csv."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL)
    head = ["lesson", "exercise", "students", "tried", "solved"]
    writer.writerow([*head, "mistake", "made by", "what was done", "example"])
    for one in found:
        numbers = [one.students, one.tried, one.solved]
        for group in one.groups or [Group("", "", "", "")]:
            words = map(for_spreadsheet, (group.sentence, group.example))
            row = [one.lesson, one.exercise, *numbers, group.mistake, group.students, *words]
            writer.writerow(row)
    return "\ufeff" + text.getvalue()


def class_page(found, pictures, seed):
    """Return the text of class.md; `pictures` are the file names of those drawn, by lesson."""
    lessons = defaultdict(list)
    for one in found:
        lessons[one.lesson].append(one)
    lines = ["# What the class got wrong", ""]
    lines += [f"Seed {seed}. No student is named on this page; `grades.csv` has the marks.", ""]
    if not found:
        return "\n".join([*lines, "Nothing could be graded.", ""])
    lines += ["## By difficulty", "", *difficulty(found), ""]
    for lesson, own in lessons.items():
        lines += [f"## {lesson}", "", f"Handed in by {many(own[0].students)}.", ""]
        words = picture_words(own)
        lines += [f"![{words}]({pictures[lesson]})" if lesson in pictures else words, ""]
        for one in own:
            lines += section(one)
    return "\n".join(lines)


def difficulty(found):
    """Return the lines of a table of all exercises that were tried, the hardest first."""
    lines = ["| exercise | lesson | solved | of those who tried | most frequent mistake |"]
    lines += ["|---|---|--:|--:|---|"]
    tried = [one for one in found if one.tried]
    for one in sorted(tried, key=lambda one: (one.share, one.lesson)):
        named = [g for g in one.groups if g.mistake != UNNAMED]
        often = f"{_name(named[0])}, {many(named[0].students)}" if named else ""
        solved = f"{100 * one.share:.0f} %"
        exercise = f"`{one.exercise}`{_extra(one)}"
        lines.append(f"| {exercise} | {one.lesson} | {solved} | {one.tried} | {often} |")
    untried = [f"`{one.exercise}`{_extra(one)}" for one in found if not one.tried]
    if untried:
        lines += ["", f"Tried by nobody: {', '.join(untried)}."]
    return lines


def picture_words(own):
    """Return a lesson's picture in words."""
    words = [
        f"{one.exercise} {solved} solved, {named} with a named mistake, {unnamed} wrong otherwise, "
        f"{untried} not tried"
        for one in own
        for solved, named, unnamed, untried in [one.parts]
    ]
    return f"{'; '.join(words)}."


def section(one):
    """Return the lines on one exercise."""
    if not one.tried:
        return [f"### {one.exercise}{_extra(one)}: tried by nobody", ""]
    lines = [
        f"### {one.exercise}{_extra(one)}: solved by {one.solved} of {one.tried} who tried",
        "",
    ]
    for group in one.groups:
        if group.mistake != UNNAMED:
            example = f" One of them: {markdown(group.example)}" if group.example else ""
            told = f" {markdown(group.sentence)}" if group.sentence else ""
            if group.differs:
                told = f" In different words, to one of them:{told}"
            lines.append(f"- **{many(group.students)}**, {_name(group)}.{told}{example}")
    unnamed = [group for group in one.groups if group.mistake == UNNAMED]
    if unnamed:
        total = sum(group.students for group in unnamed)
        lines.append(f"- **{many(total)}**, no mistake that has a name. By equal results:")
        for group in unnamed[:GROUPS]:
            lines.append(f"  - {many(group.students)}: {markdown(group.example)}")
        if len(unnamed) > GROUPS:
            left = sum(group.students for group in unnamed[GROUPS:])
            lines.append(f"  - {many(left)} with other results, in `mistakes.csv`")
    return [*lines, ""]


def _extra(one):
    return " (extra)" if all_exercises()[one.exercise].optional else ""


def _name(group):
    return "can't be run" if group.mistake == UNREADABLE else f"`{group.mistake}`"


def many(number):
    """Return in words how many students."""
    return f"{number} student{'s' * (number != 1)}"
