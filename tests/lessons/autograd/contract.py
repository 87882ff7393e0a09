"""What the contract of all views has to know of this room."""


def learners_formula(a, b, c):
    return a * (c + b * a)


ARGUMENTS = {"GraphView": {"expression": learners_formula}}


def long_one(a):
    for _ in range(12):
        a = a.tanh()
    return a


WRONG = {
    "GraphView": [
        ({"leaves": {"a": 9, "b": 0, "c": 0}}, "a must lie between -5 and 5, got 9"),
        ({"leaves": {"a": "x", "b": 0, "c": 0}}, "a must be a number or an array of numbers"),
        ({"leaves": {}}, "leaves must name at least one number, got {}"),
        ({"expression": lambda a, b, c: a * b}, "must use all its leaves, and c is not in it"),
        ({"expression": lambda a, b, c: 3}, "must be a Value with data, inputs,.* got 3 without"),
        ({"expression": long_one, "leaves": {"a": 1}}, "room for a graph of 12 columns.*got 13"),
    ],
}
