"""Lesson 11: the room of convolution."""

NUMBER = 11
VIEWS = {"ConvolutionView": "view"}
