"""Colours, dashes, shapes and sizes of the charts. The style sheet repeats the colours, to change them."""

from __future__ import annotations

FONT_SIZE = 13
TARGET_COLOR = "#1b6e3c"
#: The last two are of goals: where the figure was going, and the steps to the target.
ROLES = ["own", "region", "country", "other", "forecast", "target"]
#: Contrast with white: 7.5, 6.0, 5.9, 6.3, 6.6 and 6.2 to 1. The style sheet changes them on a dark ground.
COLORS = ["#0b5394", "#9c4a00", "#666666", "#5b3f99", "#6b5a00", TARGET_COLOR]
DASHES = [[1, 0], [7, 3], [2, 3], [9, 3, 2, 3], [4, 4], [1, 0]]
SHAPES = ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross"]
TEXT_COLOR = "#222222"
GRID_COLOR = "#dddddd"
AXIS_COLOR = "#777777"
PAPER = "#ffffff"
