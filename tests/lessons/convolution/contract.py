"""What the contract of all views has to know of this room."""

WRONG = {
    "ConvolutionView": [
        ({"kernel": [1, 2, 3]}, r"kernel must have shape \(3, 3\), got \(3,\)"),
        ({"kernel": [[0, 0, 12]] * 3}, "weights must hold numbers from -9 to 9, got 12 among them"),
        ({"kernels": [[1, 2, 3]]}, r"kernels must have shape \(n_kernels, 3, 3\), got \(1, 3\)"),
        ({"kernels": [[[99] * 3] * 3]}, "kernels must hold numbers from -9 to 9, got 99"),
        ({"row": 12}, "row must be a whole number from 0 to 9, got 12"),
        ({"column": 0.5}, "column must be a whole number from 0 to 9, got 0.5"),
    ],
}
