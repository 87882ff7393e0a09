"""The views, driven from Python."""

from concurrent.futures import ThreadPoolExecutor


def pictures(view):
    """Return what the view's figures show, to compare."""
    return [live.value for live in view.figures]


def overhang(view):
    """Return by how many inches something of the view's figures stands out of its figure."""
    found = []
    for live in view.figures:
        drawn = live.figure.get_tightbbox()
        width, height = live.figure.get_size_inches()
        found += [-drawn.x0, -drawn.y0, drawn.x1 - width, drawn.y1 - height]
    return max(found)


def run_apart(function, *arguments):
    """Run in a thread without an event loop: the browser tests leave one running in this one."""
    with ThreadPoolExecutor(max_workers=1) as threads:
        return threads.submit(function, *arguments).result()
