"""What the view of lesson 99 refuses."""

WRONG = {"DoublingView": [({"x": "many"}, "x must")]}
