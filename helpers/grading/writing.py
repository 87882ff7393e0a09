"""What a run writes: the table, the pages, what the class got wrong, what goes back."""

from helpers.grading.chart import draw_in_a_process
from helpers.grading.gradebook import feedback_zip, fill
from helpers.grading.mistakes import class_page, mistakes_table, tallies
from helpers.grading.pages import html_page, markdown_page, pages
from helpers.grading.reports import table


def write_table(rows, separator, results):
    """Write the marks."""
    results.write("grades.csv", table(rows, separator))


def write_pages(rows, results):
    """Write each student's page, twice; return the one in HTML by the student's name."""
    names, in_html = set(), {}
    for name, own in pages(rows).items():
        in_html[own[0].student] = html_page(own)
        results.write(f"feedback/{name}.md", markdown_page(own))
        results.write(f"feedback/{name}.html", in_html[own[0].student])
        names |= {f"feedback/{name}.md", f"feedback/{name}.html"}
    results.name_what_is_left("feedback/", names)
    return in_html


def write_class(rows, seed, separator, results, scratch):
    """Write what the class got wrong; `scratch` is a folder for the pictures' process."""
    found = tallies(rows)
    folder = scratch / "pictures"
    folder.mkdir()
    drawn = draw_in_a_process(found, folder) if found else {}
    for lesson, picture in drawn.items():
        results.write(f"class-{lesson}.png", picture)
    if len(drawn) < len({one.lesson for one in found}):
        results.said.append("The pictures of class.md could not be drawn; its words are there.")
    names = {lesson: f"class-{lesson}.png" for lesson in drawn}
    results.write("class.md", class_page(found, names, seed))
    results.write("mistakes.csv", mistakes_table(found, separator))


def give_back(book, students, rows, in_html, lessons, results):
    """Write what goes back to the platform; return in sentences what could not be done.

    Parameters
    ----------
    book : Gradebook, or None
    students : list of Student
    rows : list of Row
    in_html : dict
        The student's name → the page.
    lessons : list of str
        Those asked for; empty for the one that was handed in.
    results : Results
    """
    if archive := feedback_zip(in_html, students, book):
        results.write("feedback.zip", archive)
    if book is None:
        return []
    there = sorted({row.lesson for row in rows if row.lesson})
    if not lessons and len(there) > 1:
        return [f"say with --lessons which of {', '.join(there)} the gradebook's column is for"]
    lessons = lessons or there
    try:
        said, undone = fill(book, students, rows, lessons)
    except ValueError as error:
        return [f"the gradebook was not filled in, {error}"]
    results.write("gradebook.csv", book.text())
    results.said += said
    return undone
