"""Lesson 10's tables in full, as ranges over seeds: `python tests/benchmarks/deeper.py`.

Everything is trained by the lesson's own code, on 1437 digits, and measured on the other 360; each
seed draws weights, batches and which digits these are. Each range has to lie in bounds; the last
line says whether all do.
"""

import ast
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.course import read_notebook

SEEDS = range(12)
KEPT = ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Assign


def code_of_the_lesson():
    """Return the names that the lesson's cells define, without running what they try out."""
    names = {}
    for cell in read_notebook("10_deeper").cells:
        if cell.cell_type == "code" and "exercise" not in cell.metadata.get("tags", []):
            tree = ast.parse(cell.source)
            tree.body = [part for part in tree.body if isinstance(part, KEPT)]
            if any(isinstance(part, ast.FunctionDef | ast.ImportFrom) for part in tree.body) or (
                "load_digits" in cell.source
            ):
                exec(compile(tree, "10_deeper", "exec"), names)
    return names


LESSON = code_of_the_lesson()


def trained(sizes, name, step, epochs, count=1437, find=None):
    """Return accuracy and loss on the test digits for each seed, an array (n_seeds, 2)."""
    find = find or LESSON["gradients"]
    results = []
    for seed in SEEDS:
        train, test = np.split(np.random.default_rng(seed).permutation(1797), [1437])
        parameters = LESSON["first_parameters"](sizes, name, seed)
        LESSON["learn"](parameters, name, epochs, step(), train[:count], seed, find=find)
        results.append(LESSON["measure"](parameters, name, test))
    return np.array(results)


def deep(depth, name, step=lambda: LESSON["plain"](0.1), epochs=20):
    """Return the results of a network with so many hidden layers of 32."""
    return trained([64, *[32] * depth, 10], name, step, epochs)


def decaying():
    """Return a plain step with weight decay 0.001."""

    def step(w, g, memory):
        w -= 0.1 * (g + 0.001 * w)

    return step


def few(step=lambda: LESSON["plain"](0.1), find=None):
    """Return the results of 64-128-10 that learns 200 digits for 150 epochs."""
    return trained([64, 128, 10], "ReLU", step, 150, 200, find)


def leads_of_the_best():
    """Return by how much the best of twelve on one part leads their mean, there and on another.

    One row a split: the part that chose it, and one that did not, as in the lesson.
    """
    leads = []
    for split in SEEDS:
        parts = np.split(np.random.default_rng(split).permutation(1797), [1077, 1437])
        shares = []
        for seed in range(12):
            parameters = LESSON["first_parameters"]([64, 32, 10], "ReLU", seed)
            LESSON["learn"](parameters, "ReLU", 5, LESSON["momentum"](0.1), parts[0], seed)
            shares.append([LESSON["measure"](parameters, "ReLU", part)[0] for part in parts[1:]])
        shares = np.array(shares)
        leads.append(shares[shares[:, 0].argmax()] - shares.mean(axis=0))
    return np.array(leads)


def short(step):
    """Return the results of 64-32-10 after five epochs."""
    return trained([64, 32, 10], "ReLU", step, 5)


# What is trained; between what the accuracy has to lie, and between what the loss.
TABLES = {
    "depth, η 0.1, 20 epochs": [
        ("1 × sigmoid", lambda: deep(1, "sigmoid"), (0.88, 0.95), (0.4, 0.65)),
        ("4 × sigmoid", lambda: deep(4, "sigmoid"), (0.05, 0.15), (2.28, 2.35)),
        ("8 × sigmoid", lambda: deep(8, "sigmoid"), (0.05, 0.15), (2.28, 2.35)),
        ("1 × tanh", lambda: deep(1, "tanh"), (0.92, 0.985), (0.1, 0.25)),
        ("4 × tanh", lambda: deep(4, "tanh"), (0.92, 0.995), (0.05, 0.25)),
        ("1 × ReLU", lambda: deep(1, "ReLU"), (0.92, 0.985), (0.08, 0.25)),
        ("4 × ReLU", lambda: deep(4, "ReLU"), (0.92, 0.985), (0.05, 0.25)),
        ("8 × ReLU", lambda: deep(8, "ReLU"), (0.85, 0.985), (0.05, 0.5)),
        ("8 × tanh", lambda: deep(8, "tanh"), (0.93, 0.995), (0.03, 0.25)),
    ],
    "4 × sigmoid": [
        (
            "Adam, 20 epochs",
            lambda: deep(4, "sigmoid", lambda: LESSON["adam"](0.01)),
            (0.9, 0.99),
            (0.1, 0.4),
        ),
        (
            "η 3, 100 epochs",
            lambda: deep(4, "sigmoid", lambda: LESSON["plain"](3), 100),
            (0.9, 0.99),
            (0.1, 0.4),
        ),
    ],
    "200 digits, 64-128-10, 150 epochs": [
        ("plain", few, (0.89, 0.975), (0.1, 0.33)),
        ("dropout ½", lambda: few(find=LESSON["with_dropout"]), (0.89, 0.975), (0.1, 0.33)),
        ("decay 0.001", lambda: few(decaying), (0.89, 0.975), (0.1, 0.33)),
    ],
    "64-32-10, 5 epochs": [
        ("plain, η 0.1", lambda: short(lambda: LESSON["plain"](0.1)), (0.88, 0.96), (0.25, 0.45)),
        (
            "momentum, η 0.01",
            lambda: short(lambda: LESSON["momentum"](0.01)),
            (0.88, 0.96),
            (0.25, 0.48),
        ),
        (
            "momentum, η 0.1",
            lambda: short(lambda: LESSON["momentum"](0.1)),
            (0.92, 0.985),
            (0.05, 0.33),
        ),
        ("Adam, η 0.001", lambda: short(lambda: LESSON["adam"](0.001)), (0.76, 0.92), (0.6, 1.1)),
        ("Adam, η 0.01", lambda: short(lambda: LESSON["adam"](0.01)), (0.92, 0.985), (0.07, 0.3)),
    ],
}


def main():
    """Print each table; end with an error if a range is out of its bounds."""
    LESSON["luck"] = np.random.default_rng(0)
    found, right = {}, True
    for title, rows in TABLES.items():
        print(f"{title}, {len(SEEDS)} seeds")
        for name, train, *bounds in rows:
            results = found[name] = train()
            low, high = results.min(axis=0), results.max(axis=0)
            fits = all(b[0] <= x and y <= b[1] for x, y, b in zip(low, high, bounds, strict=True))
            right = right and fits
            print(
                f"    {name:17} accuracy {low[0]:.3f} to {high[0]:.3f}   loss {low[1]:.3f} to "
                f"{high[1]:.3f}   {'' if fits else f'out of {bounds}'}"
            )
    gain = found["dropout ½"] - found["plain"]
    print(
        "dropout against plain, seed by seed: accuracy", *(f"{g:+.3f}" for g in gain[:, 0]), end=""
    )
    print("; loss", *(f"{g:+.3f}" for g in gain[:, 1]))
    lower = int(np.sum(gain[:, 1] < 0))
    print(f"dropout's loss is lower for {lower} of {len(SEEDS)} seeds")
    right = right and lower >= 0.75 * len(SEEDS)
    leads = leads_of_the_best()
    where, elsewhere = leads.mean(axis=0)
    print(
        f"the best of twelve leads their mean by {where:.4f} where it was chosen, by "
        f"{elsewhere:.4f} elsewhere, over {len(leads)} splits"
    )
    right = right and elsewhere < where
    print("all in their bounds, and dropout's loss lower for three seeds of four:", right)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
