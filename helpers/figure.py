"""The look of every picture: one palette and one style, for views and notebooks alike."""

import matplotlib

# Okabe and Ito's colours, which people with any colour vision can tell apart.
BLUE, ORANGE, GREEN, PURPLE, BLACK, GREY = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#000000",
    "#767676",
)
OUTPUT_COLORS = matplotlib.colormaps["PuOr"]  # 0 is orange, ½ white, 1 purple
SMALL = 8.5  # points: letters of 11 pixels on the page, and none are smaller
LABEL_BOX = {"boxstyle": "round", "facecolor": "white", "alpha": 0.8, "linewidth": 0}

STYLE = {
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "font.size": 10,
    "grid.color": "#E3E3E3",
    "lines.linewidth": 2,
}
