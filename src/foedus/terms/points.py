"""A place on the globe given as latitude and longitude."""

from __future__ import annotations

import math
import re
from typing import TypeAlias

from foedus.terms.errors import FoedusError

Point: TypeAlias = tuple[float, float]
"""Latitude and longitude in degrees, north and east positive."""

KM_PER_DEGREE = 111.2

_NUMBER = r"([+-]?\d+(?:\.\d+)?)\s*°?\s*"
_POINT = re.compile(rf"^\s*\(?\s*{_NUMBER}([NS])?\s*[,;\s]\s*{_NUMBER}([EWO])?\s*\)?\s*$", re.IGNORECASE)


def checked_point(lat: float, lon: float) -> Point:
    """Return the pair as floats.

    Raises FoedusError when a number is missing, not finite or out of range (latitude -90 to 90,
    longitude -180 to 180).
    """
    for name, value, limit in (("latitude", lat, 90), ("longitude", lon, 180)):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not math.isfinite(value) or abs(value) > limit:
            raise FoedusError(
                f"{value!r} is no {name}",
                field="place",
                expected=f"a number from -{limit} to {limit}",
                remedy="write latitude first, then longitude, in degrees: 45.0, -30.0",
            )
    return float(lat), float(lon)


def parse_point(text: str) -> Point | None:
    """Read `lat, lon`, also `45N 30W`; None where the text is not a pair of numbers.

    Raises FoedusError when it is a pair and out of range.
    """
    match = _POINT.match(text)
    if not match:
        return None
    lat, north, lon, east = match.groups()
    south = (north or "").upper() == "S"
    west = (east or "").upper() in ("W", "O")
    return checked_point(-float(lat) if south else float(lat), -float(lon) if west else float(lon))


def point_text(point: Point) -> str:
    """Return a point as people write it: `45°N 30°W`."""
    lat, lon = checked_point(*point)
    north = f"{abs(lat):g}°{'S' if lat < 0 else 'N'}"
    return f"{north} {abs(lon):g}°{'W' if lon < 0 else 'E'}"


def ring_round(point: Point, km: float, count: int = 16) -> tuple[Point, ...]:
    """Return `count` points at about `km` from a point, inside the range of latitude and longitude."""
    lat, lon = point
    if km <= 0:
        return ()
    height = km / KM_PER_DEGREE
    # Near a pole every longitude is near, so the ring is as wide as the globe at most.
    width = min(180.0, height / max(math.cos(math.radians(lat)), 1e-6))
    ring = []
    for step in range(count):
        angle = 2 * math.pi * step / count
        up = max(-90.0, min(90.0, lat + height * math.sin(angle)))
        along = (lon + width * math.cos(angle) + 180.0) % 360.0 - 180.0
        ring.append((up, along))
    return tuple(ring)
