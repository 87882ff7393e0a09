"""The frame of all exercises: what one is, how its answers are judged, how long they may take."""
