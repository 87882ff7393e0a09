"""How fast the playground trains, and how often it draws: `python tests/benchmarks/playground.py`.

With the path of TensorFlow Playground's `src/nn.ts`, made JavaScript by
`esbuild nn.ts --format=esm --outfile=nn.mjs`, the same networks are trained by it under Node, and
ours are given as multiples of it. Both take turns, several times, and the fastest of each counts;
the seconds are those of the processor, so that other work on the computer counts little.
"""

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from helpers.lessons.deeper.data_sets import make
from helpers.lessons.deeper.trainer import Hyperparameters, Trainer
from helpers.network import tanh
from helpers.views import PlaygroundView

# Hidden layers, batch size, and how many times as fast as theirs ours has to be; None is no demand.
RACES = [
    ([8, 8, 8], 10, 1),
    ([8, 8, 8], 30, 3),
    ([8] * 6, 10, 1.7),
    ([4, 2], 10, None),
]
ROUNDS = 7
SECONDS = 0.5  # of each run
PICTURES = 10  # a second, that the page has to see while it trains

THEIRS = """
import * as nn from %(path)s;
const [hidden, batch, seconds] = %(race)s;
const network = nn.buildNetwork([2, ...hidden, 1], nn.Activations.TANH, nn.Activations.TANH,
                                null, ["x", "y"], false);
const points = Array.from({length: 150}, () => [12 * Math.random() - 6, 12 * Math.random() - 6]);
const epoch = () => points.forEach(([x, y], i) => {
  nn.forwardProp(network, [x, y]);
  nn.backProp(network, x * y > 0 ? 1 : -1, nn.Errors.SQUARE);
  if ((i + 1) %% batch === 0) nn.updateWeights(network, 0.03, 0);
});
for (let i = 0; i < 200; i++) epoch();
let count = 0;
const clock = () => process.cpuUsage().user / 1e6;
const begin = clock();
while (clock() - begin < seconds) { epoch(); count += points.length; }
console.log(count / (clock() - begin));
"""


def ours(hidden, batch):
    """Return how many points a second our trainer learns."""
    trainer = Trainer(make("xor"), ["x₁", "x₂"], hidden, tanh, "plain")
    settings = Hyperparameters(batch_size=batch)
    trainer.advance(20, settings)
    begin, epoch = time.process_time(), trainer.epoch
    while time.process_time() - begin < SECONDS:
        trainer.advance(10, settings)
    seconds = time.process_time() - begin
    return (trainer.epoch - epoch) * len(trainer.train_rows) / seconds


def theirs(path, hidden, batch):
    """Return how many points a second TensorFlow Playground's network learns."""
    names = {"path": json.dumps(Path(path).resolve().as_uri())}
    script = THEIRS % {**names, "race": json.dumps([hidden, batch, SECONDS])}
    command = ["node", "--input-type=module", "--eval", script]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


async def pictures(hidden, seconds=4):
    """Return what a playing view does: pictures and points a second, and its share of a processor.

    These are seconds of the clock, so the computer has to be quiet: with less than nearly all of a
    processor, other work had it.
    """
    view = PlaygroundView("spiral", hidden=hidden)
    drawn = []
    view.figures[0].observe(lambda _change: drawn.append(time.perf_counter()), "value")
    view.play()
    await asyncio.sleep(1)
    epoch, count = view.epoch, len(drawn)
    begin, busy = time.perf_counter(), time.process_time()
    await asyncio.sleep(seconds)
    took, busy = time.perf_counter() - begin, time.process_time() - busy
    points = (view.epoch - epoch) * len(view.trainer.train_rows)
    view.close()
    return (len(drawn) - count) / took, points / took, busy / took


def main(path=None):
    """Print the rates, and whether they are what is demanded."""
    for hidden, batch, demand in RACES:
        mine, other = [], []
        for _ in range(ROUNDS):
            mine.append(ours(hidden, batch))
            if path:
                other.append(theirs(path, hidden, batch))
        name = "-".join(map(str, [2, *hidden, 1]))
        text = f"{name}, tanh, batches of {batch}: {max(mine) / 1000:,.0f} thousand points a second"
        if path:
            ratio = max(mine) / max(other)
            verdict = "" if demand is None else f", at least {demand}: {ratio >= demand}"
            text += f"; theirs {max(other) / 1000:,.0f}, ratio {ratio:.2f}{verdict}"
        print(text)
    for hidden in ([8, 8, 8], [8] * 6):
        rate, points, share = asyncio.run(pictures(hidden))
        print(
            f"playing with hidden layers {hidden}: {rate:.1f} pictures a second, at least "
            f"{PICTURES}: {rate >= PICTURES}; {points / 1000:,.0f} thousand points a second "
            f"meanwhile, with {share:.0%} of a processor"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
