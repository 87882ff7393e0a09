"""The pictures of class.md, drawn in a process of their own: Matplotlib takes much memory.

`python -m helpers.grading.chart FOLDER` reads `[[lesson, names, parts], …]` as JSON, where `parts`
has the numbers of `helpers.grading.mistakes.PARTS` for each exercise, and writes a PNG for each
lesson.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

SECONDS = 60
LABELS = ("solved", "a mistake that has a name", "wrong otherwise", "not tried")
HATCHES = ("", "///", "xxx", "")  # told apart without colours, too


def draw_in_a_process(found, folder):
    """Return the picture of each lesson as bytes; none where they can't be drawn.

    Parameters
    ----------
    found : list of Tally
    folder : Path
        An empty one, for the process to write to.
    """
    lessons = list(dict.fromkeys(one.lesson for one in found))
    own = {lesson: [one for one in found if one.lesson == lesson] for lesson in lessons}
    asked = [
        [lesson, [one.exercise for one in of_it], [one.parts for one in of_it]]
        for lesson, of_it in own.items()
    ]
    command = [sys.executable, "-m", __name__, str(folder.resolve())]
    try:
        subprocess.run(
            command,
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            cwd=Path(__file__).parents[2],
            # Matplotlib keeps a list of fonts, and not in the teacher's home.
            env={**os.environ, "MPLCONFIGDIR": str(folder)},
        )
        return {lesson: (folder / f"{lesson}.png").read_bytes() for lesson in lessons}
    except (OSError, subprocess.SubprocessError):
        return {}


def main():
    """Draw what the standard input asks for."""
    import matplotlib

    matplotlib.use("Agg")
    folder = Path(sys.argv[1])
    for lesson, names, parts in json.load(sys.stdin):
        draw(names, parts).savefig(folder / f"{lesson}.png", dpi=120)


def draw(names, parts):
    """Return the figure: a bar for each exercise, in the order of the lesson."""
    from matplotlib import pyplot as plt

    from helpers.figure import BLUE, GREY, ORANGE, PURPLE, STYLE

    with plt.rc_context(STYLE):
        figure, axes = plt.subplots(figsize=(8, 1.3 + 0.4 * len(names)), layout="constrained")
        left = [0] * len(names)
        colors = zip(LABELS, HATCHES, (BLUE, ORANGE, PURPLE, "white"), strict=True)
        for number, (label, hatch, color) in enumerate(colors):
            widths = [own[number] for own in parts]
            bars = axes.barh(
                names, widths, left=left, label=label, hatch=hatch, color=color, edgecolor=GREY
            )
            axes.bar_label(
                bars,
                [width or "" for width in widths],
                label_type="center",
                bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "linewidth": 0},
            )
            left = [sum(pair) for pair in zip(left, widths, strict=True)]
        axes.invert_yaxis()
        axes.grid(axis="y", visible=False)
        axes.set_xlabel("students")
        axes.xaxis.get_major_locator().set_params(integer=True)
        figure.legend(loc="outside upper left", ncols=4, frameon=False)
    return figure


if __name__ == "__main__":
    main()
