"""What a live view costs training, a ratio of one run: `python tests/benchmarks/live_training.py`.

Epochs a second of a bare `network.train` against those of a playing TrainingView, in turn, several
times; and how long the event loop has to wait at most before it can answer a click. No page is
open, so sending the pictures over the network is left out.
"""

import asyncio
import platform
import statistics
from time import perf_counter

import numpy as np

from helpers.network import Network
from helpers.views import TrainingView
from helpers.views.xor_training import XOR, XOR_TARGETS

ROUNDS = 7
SECONDS = 4
RATE = 1


def bare():
    """Return the epochs a second of `network.train`."""
    network = Network([2, 4, 1], seed=1)
    begin, epochs = perf_counter(), 0
    while perf_counter() - begin < SECONDS:
        network.train(XOR, XOR_TARGETS, 5000, RATE)
        epochs += 5000
    return epochs / (perf_counter() - begin)


async def playing(pictures, waits):
    """Return the epochs a second of a playing view; count its pictures, note the loop's waits."""
    view = TrainingView(hidden=4, learning_rate=RATE, seed=1)
    for live in view.figures:
        live.observe(pictures.append, "value")
    view.play()
    begin = woken = perf_counter()
    while woken - begin < SECONDS:
        await asyncio.sleep(0)
        waits.append(perf_counter() - woken)
        woken = perf_counter()
    rate = view.epoch / (perf_counter() - begin)
    view.pause()
    await asyncio.sleep(0.2)  # its task ends
    return rate


def main():
    """Print what ran where, then the ratio, the pictures and the waits."""
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()}")
    rates, pictures, waits = [], [], []
    for _ in range(ROUNDS):
        rates.append((bare(), asyncio.run(playing(pictures, waits))))
    alone, live = (statistics.median(column) for column in zip(*rates, strict=True))
    ratios = sorted(live / alone for alone, live in rates)
    print(f"bare training: {alone:,.0f} epochs a second; playing: {live:,.0f}")
    print(
        f"ratio: {statistics.median(ratios):.3f} (from {ratios[0]:.3f} to {ratios[-1]:.3f} "
        f"in {ROUNDS} rounds)"
    )
    print(f"redrawn figures a second: {len(pictures) / (ROUNDS * SECONDS):.1f}")
    print(f"longest wait of the event loop: {max(waits) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
