"""Value: a number that remembers what it was computed from, as lesson 13 writes it."""

import itertools
import math


class Value:
    """A number with the values it was computed from and the slope over each of them.

    Parameters
    ----------
    data : number
    inputs : tuple of Values
    slopes : tuple of numbers
        The local slopes, one for each input.
    operation : str
        What it was computed by, "" of a leaf.

    Attributes
    ----------
    grad : number
        After `backward` of a value computed from this one, the slope of that value over this one.

    Examples
    --------
    >>> a, b = Value(3), Value(-1)
    >>> (a * b + a).backward()
    >>> a.grad, b.grad
    (0, 3)
    """

    numbers = itertools.count()

    def __init__(self, data, inputs=(), slopes=(), operation=""):
        self.data, self.inputs, self.slopes = data, inputs, slopes
        self.operation = operation
        self.grad = 0
        self.number = next(Value.numbers)

    def __add__(self, other):
        other = as_value(other)
        return Value(self.data + other.data, (self, other), (1, 1), "+")

    def __mul__(self, other):
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data), "*")

    def __pow__(self, n):
        slope = n * self.data ** (n - 1)
        return Value(self.data**n, (self,), (slope,), f"^{n}")

    def tanh(self):
        """Return tanh of this value."""
        t = math.tanh(self.data)
        return Value(t, (self,), (1 - t**2,), "tanh")

    def exp(self):
        """Return e to the power of this value."""
        e = math.exp(self.data)
        return Value(e, (self,), (e,), "exp")

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    __radd__, __rmul__ = __add__, __mul__

    def backward(self):
        """Put into `grad` of everything that this value was computed from its slope over that."""
        found, waiting = {self}, [self]
        while waiting:
            for source in waiting.pop().inputs:
                if source not in found:
                    found.add(source)
                    waiting.append(source)
        for value in found:
            value.grad = 0
        self.grad = 1
        # Whatever was made of a value is younger than the value itself.
        for value in sorted(found, key=lambda value: value.number, reverse=True):
            for source, slope in zip(value.inputs, value.slopes, strict=True):
                source.grad += slope * value.grad


def as_value(number):
    """Return a number as a Value; a Value as it is."""
    return number if isinstance(number, Value) else Value(number)
