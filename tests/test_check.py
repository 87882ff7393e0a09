"""check(answer): the feedback at the learner's desk."""

import re
import signal
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

import helpers.check
from helpers.check import check, progress, solution, yours_or_ours
from helpers.exercises import judge
from helpers.exercises.solution import steps_in_words
from tests.course import EXERCISES
from tests.exercises.test_blank import BLANK, NOT_BLANK


@pytest.fixture(autouse=True)
def fresh_tries(monkeypatch):
    monkeypatch.setattr("helpers.check._failed_tries", Counter())
    monkeypatch.setattr("helpers.check._right", {})


def test_right_answer_says_correct_and_the_points():
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    assert repr(check(sigmoid)) == "✓ sigmoid: correct. 2 of 2 points."


def test_single_precision_is_right_too():
    def sigmoid(z):
        return 1 / (1 + np.exp(-np.asarray(z, dtype=np.float32)))

    assert check(sigmoid).mark == "✓"


@pytest.mark.parametrize("off", [1e-3, 1e-5, 1e-6, 3e-7])
def test_a_wrong_number_is_shown_with_the_digits_that_differ(off):
    def sigmoid(z):
        return (1 + off) / (1 + np.exp(-z))

    expected, given = re.search(
        r"(\S+) is expected, yours is (\S+?)\.?$", check(sigmoid).text
    ).groups()
    assert float(given) == pytest.approx(float(expected) * (1 + off), rel=off / 2)


def test_blank_answer_is_not_started_with_and_without_docstring():
    def sigmoid(z): ...

    def neuron(x, w, b):
        """Return something."""
        ...

    assert repr(check(sigmoid)) == "○ sigmoid: not started yet."
    assert repr(check(neuron)) == "○ neuron: not started yet."


@pytest.mark.parametrize("written", BLANK)
def test_what_is_blank_in_grading_is_blank_here(written):
    defined = {}
    exec(written, defined)
    assert repr(check(named_sigmoid(defined["sigmoid"]))) == "○ sigmoid: not started yet."


@pytest.mark.parametrize("written", NOT_BLANK)
def test_what_is_an_answer_in_grading_is_one_here(written):
    defined = {}
    exec(written, defined)
    assert check(named_sigmoid(defined["sigmoid"])).mark == "✗"


def named_sigmoid(function):
    function.__name__ = "sigmoid"
    return function


def test_known_mistake_is_named_with_the_failing_case():
    def neuron(x, w, b):
        z = w[0] * x[0] + w[1] * x[1]
        return 1 / (1 + np.exp(-z))

    assert repr(check(neuron)) == (
        "✗ neuron: not yet. You left out the bias b. "
        "For neuron(x=[2, 3], w=[0, 1], b=4): 0.999089 is expected, yours is 0.952574."
    )


def test_hint_comes_with_the_second_try():
    def sigmoid(z):
        return 0

    assert "Hint" not in repr(check(sigmoid))
    assert "Hint: np.exp takes a whole array" in repr(check(sigmoid))


def test_after_the_third_wrong_try_the_steps_come_and_from_the_fifth_a_worked_answer():
    def boundary(w, b, x1):
        return 0

    first, second, third, fourth = (repr(check(boundary)) for _ in range(4))
    assert "Hint" not in first
    assert "Hint: write w[0]*x1" in second
    assert "Hint: write w[0]*x1" in third
    assert "Step by step: w[0]*x1 + w[1]*x2 + b = 0" in fourth
    assert repr(solution("boundary")).startswith("○ boundary: no worked answer yet. It comes after")
    assert 'solution("boundary")' in repr(check(boundary))
    shown = repr(solution(boundary))
    assert shown.startswith("def boundary(w, b, x1):")
    assert "# x2 is left alone" in shown
    defined = {}
    exec(shown, defined)
    assert check(defined["boundary"]).mark == "✓"
    assert "<pre" in solution("boundary")._repr_html_()


@pytest.mark.parametrize("exercise", [e for lesson in EXERCISES.values() for e in lesson])
def test_every_exercise_has_a_worked_answer_with_its_steps(exercise, monkeypatch):
    monkeypatch.setitem(helpers.check._failed_tries, exercise.name, 5)
    shown = repr(solution(exercise.name))
    assert shown.startswith(f"def {exercise.name}(")
    assert "return" in shown
    assert '"""' not in shown
    assert len(steps_in_words(exercise)) > 30


def test_the_steps_go_through_a_loop_where_the_learners_function_does(monkeypatch):
    monkeypatch.setitem(helpers.check._failed_tries, "center", 3)

    def center(X):
        return X + 0

    assert "axis 0" in repr(check(center))
    monkeypatch.setitem(helpers.check._failed_tries, "center", 3)

    def center(X):
        return np.array([row - row.mean() for row in X])

    assert "One column after the other" in repr(check(center))
    monkeypatch.setitem(helpers.check._failed_tries, "max_pool", 3)

    def max_pool(A, size):
        pooled = np.zeros((len(A) // size, A.shape[1] // size))
        for i, j in np.ndindex(pooled.shape):
            pooled[i, j] = np.max(A[i : i + size, j : j + size])
        return pooled

    shown = repr(check(max_pool))
    assert "Block i, j begins at row i·size" in shown
    assert "Axes 1 and 3" not in shown


def test_steps_that_go_on_are_joined():
    exercise = next(e for lesson in EXERCISES.values() for e in lesson if e.name == "merge")
    assert "… …" not in steps_in_words(exercise)
    assert "is the weight … and what" in steps_in_words(exercise)


def test_a_worked_answer_can_be_seen_by_who_has_solved_it_and_not_of_what_does_not_exist():
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    check(sigmoid)
    assert "return 1 / (1 + np.exp(-z))" in repr(solution("sigmoid"))
    assert "no exercise named sigmoit; did you mean sigmoid" in repr(solution("sigmoit"))
    assert "no exercise named" in repr(solution(3))


sigmoid = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731


def test_an_exercise_may_be_a_lambda_or_made_by_numpy():
    assert check(sigmoid).mark == "✓"
    neuron = np.vectorize(lambda x, w, b: 0)
    assert check(neuron).title == "neuron: not yet."
    assert "no exercise named <lambda>" in repr(check(lambda z: z))


@pytest.fixture
def shell(monkeypatch):
    shell = InteractiveShell()
    monkeypatch.setattr("helpers.check.get_ipython", lambda: shell)
    shell.run_cell("from helpers.check import check\nimport numpy as np", store_history=True)
    return shell


def run_and_check(shell, cell):
    shell.run_cell(cell, store_history=True)
    return shell.run_cell("check(sigmoid)", store_history=True).result


def test_after_a_syntax_error_the_verdict_is_said_to_be_on_the_version_before(shell, capsys):
    right = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"
    assert run_and_check(shell, right).text == "2 of 2 points."
    broken = run_and_check(shell, "def sigmoid(z):\n    return 1 / (1 + np.exp(-z)")
    assert broken.mark == "✓"
    assert broken.text.startswith("Your last version of sigmoid did not run: Python can't read")
    assert "in its line 2" in broken.text
    assert "What follows is about the version before it. 2 of 2 points." in broken.text
    assert run_and_check(shell, "def neuron(x, w, b):\n    return (").text == broken.text
    assert run_and_check(shell, "%time\n" + right).text == "2 of 2 points."
    assert run_and_check(shell, "sigmoid = lambda z: (").text.startswith("Your last version")


def test_a_blank_exercise_whose_next_version_did_not_run_is_told_so(shell, capsys):
    shell.run_cell("def sigmoid(z):\n    ...", store_history=True)
    given = run_and_check(shell, "def sigmoid(z):\n    return 1 /")
    assert given.title == "sigmoid: not started yet."
    assert "did not run" in given.text


def test_missing_return_is_told_from_not_started():
    def sigmoid(z):
        1 / (1 + np.exp(-z))

    assert "the result is None: either no return was reached" in repr(check(sigmoid))


def test_any_right_weights_for_and_are_accepted():
    for weights in [(10, 10, -15), [6.5, 7, -10], np.array([20, 20, -30])]:

        def and_weights(weights=weights):
            return weights

        assert check(and_weights).mark == "✓"


@pytest.mark.parametrize("weights", [(10, 10), [[10, 10, -15]], 3])
def test_nonsense_weights_are_told_what_is_expected(weights):
    def and_weights():
        return weights

    assert "three numbers w1, w2, b are expected" in repr(check(and_weights))


@pytest.mark.parametrize("weights", [("10", "10", "-15"), (1, 2, None), "abc"])
def test_weights_that_are_no_numbers_are_wrong(weights):
    def and_weights():
        return weights

    assert "must be a number or an array of numbers" in repr(check(and_weights))


@pytest.mark.parametrize("factor", [0.8, 1, 4 / 1.5])
def test_weights_that_are_right_but_unclear_are_told_so(factor):
    def and_weights():
        return factor, factor, -1.5 * factor

    assert "Every row is on its side of ½, but not beyond 0.9 or 0.1" in repr(check(and_weights))


def test_weights_are_described_by_what_they_do():
    def and_weights():
        return 1, 1, 0

    feedback = repr(check(and_weights))
    assert "Without a negative bias no row comes out below ½" in feedback
    assert "the outputs are 0.5000, 0.7311, 0.7311, 0.8808 for the rows" in feedback


def test_check_never_raises():
    def sigmoid(z):
        raise SystemExit

    assert "stopped with SystemExit" in repr(check(sigmoid))
    assert "takes an exercise's function" in repr(check(3))
    assert "no exercise named print" in repr(check(print))


class Unreadable:
    def __float__(self):
        raise MemoryError

    def __repr__(self):
        raise KeyError


HUGE = 10**400
ENDLESS = []
ENDLESS += [ENDLESS] * 3


def loud(find):
    """Return a finder of names whose errors end the test: the check keeps them quiet."""

    def find_or_exit(*arguments):
        try:
            return find(*arguments)
        except Exception as error:
            pytest.fail(f"{find.__name__} raised {error!r}")

    return find_or_exit


RESULTS = [HUGE, [HUGE] * 3, (HUGE, HUGE), Unreadable(), [Unreadable()], ENDLESS, (ENDLESS, 1)]
RESULTS += [{}, {1}, [[1], [1, 2]], np.array([None, "a"]), np.array(["a"]), np.ones((0, 2)), "text"]
RESULTS += [(np.ones(2), np.ones((2, 1)), 1, 2), np.array(np.nan), [], (), 1j, b"", ..., True]


@pytest.mark.parametrize("exercise", [e for lesson in EXERCISES.values() for e in lesson])
def test_check_never_raises_whatever_comes_back(exercise, monkeypatch):
    monkeypatch.setattr("helpers.exercises.judge.FINDERS", [*map(loud, judge.FINDERS)])
    for result in RESULTS:

        def answer(*arguments, result=result):
            return result

        answer.__name__ = exercise.name
        feedback = check(answer)
        assert feedback.title == f"{exercise.name}: not yet."
        assert len(feedback._repr_html_()) < 3000


def test_an_answer_cannot_spoil_its_arguments_or_flood_the_page(capsys, recwarn):
    def neuron(x, w, b):
        print("x" * 1000)
        x[0] = w[0] = 1e9
        return 0

    first, second = check(neuron).text, check(neuron).text
    assert second.startswith(first)
    assert capsys.readouterr().out == ""
    assert not recwarn.list


def test_html_says_the_same_and_escapes_what_the_learner_wrote():
    def sigmoid(z):
        raise RuntimeError("<script>")

    page = check(sigmoid)._repr_html_()
    assert "not yet" in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def forever(z):
    while True:
        pass


def swallowing_interrupts(z):
    while True:
        try:  # noqa: SIM105
            z + 1
        except:  # noqa: E722
            pass


def sleeping(z):
    time.sleep(1000)


@pytest.mark.parametrize("endless", [forever, swallowing_interrupts, sleeping])
def test_an_answer_that_never_ends_is_given_up(endless, monkeypatch):
    monkeypatch.setattr("helpers.check.SECONDS", 0.5)
    begin, handler, trace = time.monotonic(), signal.getsignal(signal.SIGINT), sys.gettrace()
    endless.__name__ = "sigmoid"
    assert "it had not ended after 0.5 seconds or was interrupted" in repr(check(endless))
    assert time.monotonic() - begin < 3
    assert signal.getsignal(signal.SIGINT) is handler
    assert sys.gettrace() is trace


@pytest.mark.skipif(sys.version_info < (3, 12), reason="Python can be watched from 3.12 on.")
@pytest.mark.parametrize("endless", [forever, swallowing_interrupts])
def test_an_answer_that_never_ends_is_given_up_where_there_are_no_threads(endless, monkeypatch):
    monkeypatch.setattr("helpers.exercises.deadline.HAS_THREADS", False)
    monkeypatch.setattr("threading.Thread.start", lambda *_: 1 / 0)
    monkeypatch.setattr("signal.signal", lambda *_: 1 / 0)
    before = [sys.monitoring.get_tool(number) for number in range(6)]
    test_an_answer_that_never_ends_is_given_up(endless, monkeypatch)
    assert [sys.monitoring.get_tool(number) for number in range(6)] == before


def test_a_check_in_another_thread_has_no_limit_but_works():
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    with ThreadPoolExecutor() as threads:
        assert threads.submit(check, sigmoid).result().mark == "✓"


def test_progress_lists_the_exercises_with_their_points():
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    def neuron(x, w, b):
        return 0

    check(sigmoid)
    check(neuron)
    assert repr(progress("01_neuron")).splitlines() == [
        "✓ sigmoid: 2 of 2 points",
        "✗ neuron: 0 of 2 points",
        "○ and_weights: not started yet, 2 points",
        "○ boundary: not started yet, 3 points",
        "Together 2 of 9 points.",
    ]
    with pytest.raises(ValueError, match="there is no lesson named '99'; there are 01_neuron"):
        progress("99")


def test_an_exercise_for_those_who_have_time_is_told_right_or_wrong_and_counts_for_nothing():
    def different_neurons(W):
        return len({tuple(column) for column in W.T})

    before = progress("07_initialization")
    right = check(different_neurons)
    assert (right.mark, right.text) == ("✓", "Extra, no points.")
    after = progress("07_initialization")
    wrong = check(_rows_for_columns())
    assert (wrong.mark, "a row belongs to an input" in wrong.text) == ("✗", True)
    said = [repr(p).splitlines() for p in (before, after, progress("07_initialization"))]
    assert [line for lines in said for line in lines if "different_neurons" in line] == [
        "○ different_neurons: not started yet, extra",
        "✓ different_neurons: extra, no points",
        "✗ different_neurons: extra, no points",
    ]
    assert {lines[-1] for lines in said} == {"Together 0 of 7 points."}


def _rows_for_columns():
    def different_neurons(W):
        return len({tuple(row) for row in W})

    return different_neurons


def test_the_worked_answer_of_an_extra_comes_no_sooner():
    check(_rows_for_columns())
    assert "no worked answer yet" in repr(solution("different_neurons"))


def test_a_right_answer_of_an_earlier_lesson_is_used(capsys):
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    assert yours_or_ours(sigmoid) is sigmoid
    assert capsys.readouterr().out == "From here on your sigmoid is used.\n"


def test_the_courses_answer_stands_in_for_one_that_is_blank_or_wrong(capsys):
    def blank(z): ...

    for answer, why in [(blank, "is blank"), (lambda z: z, "is not right yet")]:
        stand_in = yours_or_ours(named_sigmoid(answer))
        assert stand_in(0) == 0.5
        assert capsys.readouterr().out == (
            f"Your sigmoid {why}, so from here on the course's is used in its place.\n"
        )


def test_a_stand_in_is_only_for_the_name_of_an_exercise():
    def other(): ...

    with pytest.raises(ValueError, match="there is no exercise named other"):
        yours_or_ours(other)
