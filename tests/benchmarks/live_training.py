"""What a live view costs training, a ratio of one run: `python tests/benchmarks/live_training.py`.

Epochs a second of a bare `network.train` against those of a playing TrainingView, in turn, several
times; and how long the event loop has to wait before it can answer a click. Seconds are the
processor's, so that other programs disturb less; the pauses count, as the loop never idles here.
No page is open, so sending the pictures over the network is left out.
"""

import asyncio
import platform
import statistics
from time import perf_counter, process_time

import numpy as np

from helpers.data import XOR_INPUTS, XOR_TARGETS
from helpers.network import Network
from helpers.views import TrainingView
from helpers.views.live_view import SLICE

ROUNDS = 30
SECONDS = 1
RATE = 1


def bare(network):
    """Return the epochs a second of `network.train`."""
    begin, epochs = process_time(), 0
    while process_time() - begin < SECONDS:
        network.train(XOR_INPUTS, XOR_TARGETS, 1000, RATE)
        epochs += 1000
    return epochs / (process_time() - begin)


async def playing(view, waits):
    """Return the epochs a second of a playing view; note the loop's waits."""
    view.play()
    begin, epoch = process_time(), view.epoch
    while process_time() - begin < SECONDS:
        asleep = perf_counter()
        await asyncio.sleep(0)
        waits.append(perf_counter() - asleep)
    rate = (view.epoch - epoch) / (process_time() - begin)
    view.pause()
    await asyncio.sleep(0.2)  # its task ends
    return rate


async def measure():
    """Train bare and playing in turn; return the rates, the pictures, the waits for slices."""
    network, view = Network([2, 4, 1], seed=1), TrainingView(learning_rate=RATE, seed=1)
    rates, pictures, waits = [], [], []
    for live in view.figures:
        live.observe(pictures.append, "value")
    for _ in range(ROUNDS):
        rates.append((bare(network), await playing(view, waits)))
    return rates, pictures, [wait for wait in waits if wait > SLICE / 2]


def main():
    """Print what ran where, then the ratio, the pictures and the waits."""
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()}")
    rates, pictures, waits = asyncio.run(measure())
    alone, live = (statistics.median(column) for column in zip(*rates, strict=True))
    ratios = sorted(live / alone for alone, live in rates)
    print(f"bare training: {alone:,.0f} epochs a second; playing: {live:,.0f}")
    print(
        f"ratio: {statistics.median(ratios):.3f}, half of {ROUNDS} rounds from "
        f"{ratios[ROUNDS // 4]:.3f} to {ratios[-ROUNDS // 4]:.3f}"
    )
    print(f"redrawn figures a second: {len(pictures) / (ROUNDS * SECONDS):.1f}")
    print(
        f"wait of the event loop: median {statistics.median(waits) * 1000:.0f} ms, "
        f"at most {max(waits) * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
