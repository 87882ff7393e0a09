"""Whether playing makes the process grow: `python tests/benchmarks/play_memory.py [minutes]`.

A TrainingView plays in an event loop, ten minutes where nothing is said, and is reset every
twenty seconds, twice with other controls. No page is open. Growth must stay below 20 MB.
"""

import asyncio
import sys
from time import monotonic

import psutil

from helpers.views import TrainingView

RESET = 20  # seconds
MEGABYTE = 2**20


def used():
    """Return the memory of this process in megabytes."""
    return psutil.Process().memory_info().rss / MEGABYTE


async def play(minutes):
    """Play and print how the memory grows; return by how much at most, in megabytes."""
    view = TrainingView(hidden=4, learning_rate=1)
    view.play()
    await asyncio.sleep(5)  # what is made once and kept is made by then
    start, most, epochs, rounds = used(), 0.0, 0, 0
    end = monotonic() + 60 * minutes
    while monotonic() < end:
        await asyncio.sleep(min(RESET, max(0.0, end - monotonic())))
        most = max(most, used() - start)
        epochs += view.epoch
        rounds += 1
        view.log_scale.value = not view.log_scale.value
        if rounds % 3:  # the third goes on, so that one curve gets long
            view.reset()
            view.hidden.value = 2 + view.hidden.value % 4
        view.play()
        print(f"{rounds * RESET:5d} s: {used() - start:+.1f} MB", flush=True)
    view.close()
    print(f"about {epochs:,} epochs")
    return most


def main():
    """Play for the minutes given and print the growth."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    most = asyncio.run(play(minutes))
    print(f"largest growth in {minutes:g} minutes: {most:.1f} MB")


if __name__ == "__main__":
    main()
