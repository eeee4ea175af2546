"""The figures: drawn by their program, true to their numbers, dates and places, safe to take in."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from quotations.check import PageResult
from shared import ROOT

FOLDER = ROOT / "scripts/figures"
NAMES = ["army", "documents", "territory", "timeline"]
TIMELINES = {"timeline": date(2025, 2, 12), "documents": date(2025, 2, 13)}
QUOTED = re.compile(r"“([^”]+)”")

# Longitude and latitude of places, and the area of the map each must lie in.
PLACES = {
    "crimea": (34.1, 44.95),  # Simferopol
    "donetsk": (37.8, 48.0),
    "luhansk": (39.3, 48.6),
    "zaporizhzhia": (35.4, 47.0),  # Tokmak
    "kherson": (33.5, 46.6),
    "kursk": (36.2, 51.7),
    "ukraine": (30.5, 50.4),  # Kyiv
    "land": (39.7, 47.3),  # Rostov
}
UKRAINE = ["crimea", "donetsk", "luhansk", "zaporizhzhia", "kherson", "ukraine"]


def html(name: str) -> str:
    return (FOLDER / f"{name}.html").read_text(encoding="utf-8")


def tree(name: str) -> ET.Element:
    return ET.fromstring(html(name))


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


# All of them


def test_the_program_draws_what_is_kept(tmp_path: Path) -> None:
    subprocess.run([sys.executable, FOLDER / "draw.py", tmp_path], check=True)
    assert sorted(file.stem for file in FOLDER.glob("*.html")) == NAMES
    for name in NAMES:
        assert (tmp_path / f"{name}.html").read_text(encoding="utf-8") == html(name), name


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_one_block_without_styles_scripts_or_addresses(name: str) -> None:
    text = html(name)
    assert text.startswith(f'<figure class="figure figure-{name}" id="figure-{name}"')
    assert text.endswith("</figcaption>\n</figure>\n")
    assert "\n\n" not in text  # Markdown would end the block there
    for element in tree(name).iter():
        assert element.tag not in ("script", "style", "a", "image", "foreignObject")
        for attribute in element.attrib:
            assert attribute not in ("style", "href", "src") and not attribute.startswith("on")


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_has_a_name_and_a_description_or_says_nothing(name: str) -> None:
    figure = tree(name)
    ids = {element.get("id"): element for element in figure.iter() if element.get("id")}
    caption = figure.find("figcaption")
    assert figure.get("aria-label") and caption is not None and words(caption)
    for svg in figure.iter("svg"):
        if svg.get("aria-hidden") == "true":
            assert not words(svg)
        else:
            assert svg.get("role") == "img"
            assert ids[svg.get("aria-labelledby")].tag == "title"
            description = ids[svg.get("aria-describedby")]
            assert description.tag == "desc" and len(words(description).split()) > 20
        for text in svg.iter("text"):
            # The site keeps this word on one line with an element of HTML, which ends a drawing.
            assert "op-ed" not in words(text)


def test_names_of_elements_are_unique_and_those_that_are_used_exist() -> None:
    together = "".join(html(name) for name in NAMES)
    ids = re.findall(r'\bid="([^"]+)"', together)
    assert len(ids) == len(set(ids))
    used = re.findall(r'(?:aria-\w+by="|url\(#)([\w-]+)', together)
    assert len(used) > 10 and set(used) <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_every_quotation_traces(name: str, check: Callable[[str], PageResult]) -> None:
    result = check(html(name))
    assert not result.problems
    assert len(result.checked) == len(QUOTED.findall(html(name)))


# Each of them


def test_the_bars_are_as_long_as_their_numbers() -> None:
    rows = re.findall(r'<svg width="([\d.]+)%".+"size">(?:about )?([\d,]+)<', html("army"))
    sizes = [int(size.replace(",", "")) for _, size in rows]
    widths = [float(width) for width, _ in rows]
    assert sizes == sorted(sizes) == [85_000, 196_000, 250_000, 880_000]
    for size, width in zip(sizes, widths, strict=True):
        assert width / widths[-1] == pytest.approx(size / sizes[-1], abs=0.001)
    assert widths[-1] <= 70  # its number has room beside it on a phone


@pytest.mark.parametrize("name", TIMELINES)
def test_the_marks_are_to_scale(name: str) -> None:
    figure = tree(name)
    ticks = [
        (date(int(words(text)), 1, 1), float((text.get("x") or "").rstrip("%")))
        for text in figure.findall("svg/text")
        if re.fullmatch(r"2\d{3}", words(text))
    ]
    (first, start), (last, end) = ticks[0], ticks[-1]
    marks = figure.findall("svg/g")
    items = figure.findall("ol/li")
    assert len(marks) == len(items) == 9
    numbers = []
    for number, (mark, item) in enumerate(zip(marks, items, strict=True), 1):
        day = date.fromisoformat(mark.get("data-day") or "")
        written = "".join(words(bold) for bold in item.findall("b"))
        form = "%d %B %Y" if written[0].isdigit() else "%B %Y"
        said = datetime.strptime(written, form).date()
        assert (said.year, said.month) == (day.year, day.month)
        assert form == "%B %Y" or said == day
        assert mark.get("class") == item.get("class")
        assert (mark.get("class") == "main") == (day == TIMELINES[name])
        assert words(mark) == str(number)
        circles = {
            e.get("class"): float((e.get("cx") or "").rstrip("%")) for e in mark if e.get("cx")
        }
        if day.year > 1945:
            scale = start + (end - start) * ((day - first) / (last - first))
            assert circles["day"] == pytest.approx(scale, abs=0.02), written
        else:
            assert circles["day"] < start
        numbers.append(circles["number"])
    # On the narrowest screen the line is 288 pixels long, and a number 17.
    assert all(b - a > 17 / 2.88 for a, b in pairwise(numbers))
    assert numbers[0] > 8.5 / 2.88 and numbers[-1] < 100 - 8.5 / 2.88


def test_the_timeline_says_what_the_op_ed_does_not_name() -> None:
    for item in tree("timeline").findall("ol/li"):
        where = words(item).rpartition("(")[2]
        assert where == "not in the op-ed)" or re.fullmatch(r"¶[\d–, and]+\)", where)
        assert (item.get("class") == "background") == (where == "not in the op-ed)")
    assert "begins its full-scale invasion" in html("timeline")


def test_the_map_has_each_place_in_its_area_and_all_of_ukraine_in_ukraine() -> None:
    shapes = {
        path.get("data-area") or path.get("class"): rings(path.get("d") or "")
        for path in tree("territory").findall("svg/g/path")
    }
    for area, (longitude, latitude) in PLACES.items():
        x, y = (longitude - 21.6) * 3200 / 19.8, (52.95 - latitude) * 3200 / 19.8 * 1.5092
        within = {
            name for name, shape in shapes.items() if name != "border" and inside(x, y, shape)
        }
        assert within == {"land", area} | ({"ukraine"} if area in UKRAINE else set())


def test_three_patterns_tell_the_areas_apart_in_the_map_and_in_its_key() -> None:
    figure = tree("territory")
    patterns = {
        f"url(#{p.get('id')})": ET.tostring(p[0], "unicode") for p in figure.iter("pattern")
    }
    assert len(patterns) == len(set(patterns.values())) == 3
    for shape in figure.findall("svg/g/path"):
        if area := shape.get("data-area"):
            assert shape.get("fill") in patterns
            key = next(
                item
                for item in figure.findall("ul/li")
                if item.find("svg/rect").get("fill") == shape.get("fill")
            )
            assert area.title() in words(key)
            assert area.title() in [words(text) for text in figure.iter("text")]


def rings(path: str) -> list[list[tuple[int, int]]]:
    """Return the rings that a path of first points and steps draws."""
    found = []
    for ring in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        points = [(numbers[0], numbers[1])]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        found.append(points)
    return found


def inside(x: float, y: float, shape: list[list[tuple[int, int]]]) -> bool:
    """Tell whether a point is inside a shape: a ray from it crosses its edges an odd number of
    times."""
    crossed = 0
    for ring in shape:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            crossed += (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay)
    return crossed % 2 == 1
