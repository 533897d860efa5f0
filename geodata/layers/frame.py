"""The two extents of the map and the grid of its coordinates."""

# West, south, east, north in degrees, longitude first.
Box = tuple[float, float, float, float]

# Full detail: the whole border with its hinterland.
HOME: Box = (123.0, 38.5, 131.5, 43.7)

# Coarse surroundings, so that a wide screen is never blank.
FRAME: Box = (117.0, 35.0, 137.5, 47.0)

# Coordinates are kept to five decimals of a degree, about one metre.
DECIMALS = 5
GRID = 1e-5

# Metres per degree of latitude on a sphere of 6,371 km.
METRES_LAT = 111_195.0
