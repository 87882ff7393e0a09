"""The helper module of *Neural networks from scratch*.

`network` holds the mathematics, `figure` and `views` the pictures, `exercises` and `check` the
exercises. Nothing is imported here, so that a notebook pays only for what it names.
"""
