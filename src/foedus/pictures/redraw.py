"""The small maps of the pictures, made anew from the maps of `terms`: `python -m foedus.pictures.redraw`.

Neighbours keep one common line (a coverage is cleaned, then simplified), so no seam shows between them. Needs a
Shapely with `coverage_clean` (2.2); what it writes is shipped, so that drawing needs no Shapely at all.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TERMS_GEO = HERE.parent / "terms" / "geo"
GAP_DEGREES = 0.03
HATCH_DEGREES = 2.6
"""How far the lines lie apart that mark land whose holder is not known."""
MAPS = {
    # file: tolerance of the simplification, decimals, west, south, east, north, smallest island in square degrees
    "world": (0.68, 2, -180.0, -57.0, 180.0, 84.0, 0.3),
    "regions": (0.16, 2, -180.0, -57.0, 180.0, 84.0, 0.06),
    "sahel": (0.04, 2, -20.0, -1.0, 27.0, 38.5, 0.01),
}


def units_whole() -> tuple[list[str], Any]:
    """Return the ids and shapes of all units, seams between neighbours closed."""
    import shapely
    from shapely.geometry import shape

    found: dict[str, Any] = {}
    for name in ("admin0_50m", "admin0_10m_west_africa"):
        text = (TERMS_GEO / f"{name}.geojson").read_text(encoding="utf-8")
        found |= {each["properties"]["id"]: shape(each["geometry"]) for each in json.loads(text)["features"]}
    return list(found), shapely.coverage_clean(list(found.values()), gap_width=GAP_DEGREES)


def hatching(geometry: Any) -> Any:
    """Return slanting lines over a shape, the same lattice for all shapes."""
    from shapely.geometry import LineString, MultiLineString

    west, south, east, north = geometry.bounds
    first, last = int((west - north) // HATCH_DEGREES), int((east - south) // HATCH_DEGREES) + 1
    # each line runs along lon - lat = number * HATCH_DEGREES
    lines = [
        LineString([(south + number * HATCH_DEGREES, south), (north + number * HATCH_DEGREES, north)])
        for number in range(first, last + 1)
    ]
    return MultiLineString(lines).intersection(geometry)


def feature(id_: str, kind: str, geometry: Any, decimals: int) -> dict[str, Any]:
    from shapely.geometry import mapping

    def rounded(part: Any) -> Any:
        if isinstance(part, float):
            return round(part, decimals)
        return [rounded(each) for each in part]

    drawn = mapping(geometry)
    return {
        "type": "Feature",
        "properties": {"unit": id_, "kind": kind},
        "geometry": {"type": drawn["type"], "coordinates": rounded(drawn["coordinates"])},
    }


def land(geometry: Any, smallest: float) -> Any:
    """Return the polygons of a shape with their rings clockwise; all but the largest must reach a size."""
    from shapely.geometry import MultiPolygon, Polygon
    from shapely.geometry.polygon import orient

    parts = [part for part in getattr(geometry, "geoms", [geometry]) if isinstance(part, Polygon) and not part.is_empty]
    parts.sort(key=lambda part: -part.area)
    kept = [part for number, part in enumerate(parts) if number == 0 or part.area >= smallest]
    # Vega takes a ring that runs the other way for all the globe but the land
    turned = [
        orient(Polygon(part.exterior, [r for r in part.interiors if Polygon(r).area >= smallest]), -1) for part in kept
    ]
    return MultiPolygon(turned) if len(turned) > 1 else turned[0] if turned else None


def drawn(name: str) -> dict[str, Any]:
    """Return one of the small maps as GeoJSON, a feature for each unit and one for its hatching."""
    import shapely
    from shapely.geometry import LineString, MultiLineString, box

    tolerance, decimals, west, south, east, north, smallest = MAPS[name]
    ids, whole = units_whole()
    simple = shapely.coverage_simplify(whole, tolerance)
    frame = box(west, south, east, north)
    features = []
    for id_, geometry in zip(ids, simple, strict=True):
        shape = land(geometry.intersection(frame), smallest)
        if shape is None:
            continue
        features.append(feature(id_, "land", shape, decimals))
        lines = hatching(shape.buffer(0))
        kept = [each for each in getattr(lines, "geoms", [lines]) if isinstance(each, LineString) and each.length > 0.3]
        if kept:
            features.append(feature(id_, "hatch", MultiLineString(kept), 1))
    return {"type": "FeatureCollection", "features": features}


def main() -> None:
    for name in MAPS:
        text = json.dumps(drawn(name), separators=(",", ":"))
        (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        sys.stderr.write(f"{name}.json: {len(text)} bytes\n")


if __name__ == "__main__":
    main()
