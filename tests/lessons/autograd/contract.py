"""What the contract of all views has to know of this room."""


def learners_formula(a, b, c):
    product = a * b
    return (product + c) * a


ARGUMENTS = {"GraphView": {"formula": learners_formula}}


WRONG = {
    "GraphView": [
        ({"leaves": {"a": 9, "b": 0, "c": 0}}, "a must lie between -5 and 5, got 9"),
        ({"leaves": {"a": "x", "b": 0, "c": 0}}, "a must be a number or an array of numbers"),
        ({"leaves": {}}, "leaves must name at least one number, got {}"),
    ],
}
