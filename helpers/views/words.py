"""Numbers as the views write them: short, and with a real minus sign."""

import math


def number(value):
    """Return `value` with at most four decimals."""
    return _minus(f"{value:z.4f}".rstrip("0").rstrip("."))


def fixed(value, decimals=6):
    """Return `value` with just so many decimals, to be compared with another one."""
    return _minus(f"{value:z.{decimals}f}")


def number_or_power(value, noise=0, most=math.inf):
    """Return `value` as `number` does, or in powers of ten where four decimals say nothing.

    Parameters
    ----------
    value : number
    noise : number
        What is nearer to 0 than this is written as 0: the last digits of a computer's sum.
    most : number
        From here on, powers of ten are easier to read.
    """
    if value == 0 or abs(value) < noise:
        return "0"
    return number(value) if 0.001 <= abs(value) < most else _minus(f"{value:.2g}")


def short(value):
    """Return `value` as it fits into a cell: four decimals, or four digits of a larger number."""
    if abs(value) < 10:
        return number(value)
    return _minus(f"{value:.4g}" if abs(value) < 10_000 else f"{value:.1e}")


def rough(value):
    """Return `value` with two significant digits, and without a power of ten where it is short."""
    if not math.isfinite(value):
        return "overflow"
    text = f"{value:.2g}"
    return f"{float(text):.0f}" if 10 <= abs(value) < 1e4 else text


def factor(value, write=number):
    """Return `value` as it stands in a product: a negative number in parentheses."""
    text = write(value)
    return f"({text})" if text.startswith("−") else text


def python(values):
    """Return numbers as Python reads them, to copy into an answer: "10, -15"."""
    return ", ".join(f"{value:g}" for value in values)


def listed(values, write=number):
    """Return the values one after another: "1, 2.5, −3"."""
    return ", ".join(map(write, values))


def point(values, write=number):
    """Return the values as a point's coordinates: "(1, 2.5)"."""
    return f"({listed(values, write)})"


def activation(value):
    """Return an activation with its sign: "= 0.9991", but "≈ 1" where it has been rounded to 1."""
    text = number(value)
    return f"{'≈' if text in ('0', '1') else '='} {text}"


def _minus(text):
    return text.replace("-", "−")
