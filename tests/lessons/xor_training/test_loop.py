"""The loop of lesson 06 trains the backprop that the learner has brought along from lesson 05."""

from tests.course import code_cells, key_functions, read_notebook


def run_until(words, backprop):
    """Run the lesson's cells up to the one with these words; return the names that they made."""
    names = {}
    for cell in code_cells(read_notebook("06_xor_training")):
        source = backprop if cell.source.startswith("def backprop(") else cell.source
        exec(source, names)
        if words in cell.source:
            return names
    raise AssertionError(f"no cell has {words!r}")


def test_the_learners_own_backprop_is_trained_and_goes_the_way_of_the_course(capsys):
    own = key_functions("05_backprop")["backprop"]
    counting = own.replace("):\n", "):\n    calls.append(len(X))\n", 1)
    names = run_until("the same losses:", f"calls = []\n{counting}")
    shown = capsys.readouterr().out
    assert "From here on your backprop is used." in shown
    assert "the same losses: True" in shown
    assert names["calls"].count(4) >= 2001  # an epoch each, of four rows


def test_a_blank_backprop_has_the_courses_stand_in_and_the_page_says_so(capsys):
    run_until("the same losses:", "def backprop(X, y, W1, b1, W2, b2): ...")
    shown = capsys.readouterr().out
    assert "Your backprop is blank, so from here on the course's is used in its place." in shown
    assert "the same losses: True" in shown
