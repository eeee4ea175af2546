"""The picture that a link preview shows: which page of the edition, in its letters and colors.

Drawn with Pillow from the font the site itself carries: no network, no font of the machine.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

SIZE = WIDTH, HEIGHT = 1200, 630
_MARGIN = 90
_PAPER, _INK, _SOFT, _GOLD = "#fbfaf6", "#1d1b18", "#5c564c", "#8f6b0e"
_MARK = "#f7e6c1"
_FONTS = Path("assets/fonts")


class Picture(NamedTuple):
    """What one picture says, and where in the site it stands."""

    path: str
    site: str
    place: str
    title: str
    description: str
    sentence: tuple[str, str, str] | None = None
    """Of the passage: what stands before the marked words, these, and what stands behind them."""

    @property
    def words(self) -> str:
        """The picture's text, for those who do not see it."""
        quoted = f"“{''.join(self.sentence)}”" if self.sentence else ""
        return ". ".join(text for text in (self.site, self.place, self.title, quoted) if text)


def write(site: Path, pictures: Iterable[Picture]) -> None:
    """Draw the pictures into a built site, from the font that stands in it."""
    for picture in pictures:
        target = site / picture.path
        target.parent.mkdir(parents=True, exist_ok=True)
        image = draw(picture, site / _FONTS)
        # A few shades are all that letters on paper need; it makes the file a third of the size.
        image.quantize(16, Image.Quantize.FASTOCTREE).save(target, "PNG")


def draw(picture: Picture, fonts: Path) -> Image.Image:
    """Return one picture of 1200 by 630 pixels, the size that previews are cut from."""
    image = Image.new("RGB", SIZE, _PAPER)
    canvas = ImageDraw.Draw(image)

    def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(fonts / f"source-serif-4-latin-{weight}-normal.woff2"), size)

    canvas.rectangle((0, 0, 18, HEIGHT), fill=_GOLD)
    canvas.text((_MARGIN, 70), picture.site, _SOFT, font(36, 600))
    y = 185
    if picture.place:
        canvas.text((_MARGIN, y), picture.place, _GOLD, font(34, 600))
        y += 55
    # The largest letters that keep the title on one line, and two lines of the smallest else.
    sizes = (font(size, 600) for size in (92, 84, 76, 68, 60))
    big = next((one for one in sizes if len(_lines(picture.title, one)) == 1), font(60, 600))
    for line in _lines(picture.title, big)[:2]:
        canvas.text((_MARGIN, y), line, _INK, big)
        y += round(big.size * 1.12)
    if picture.sentence:
        sizes = (font(size, 400) for size in (44, 40, 36, 32, 28))
        _marked(canvas, picture.sentence, y + 24, sizes)
        return image
    small = font(36, 400)
    y += 28
    for line in _lines(picture.description, small)[:4]:
        canvas.text((_MARGIN, y), line, _INK, small)
        y += 50
    return image


def _marked(
    canvas: ImageDraw.ImageDraw,
    sentence: tuple[str, str, str],
    y: float,
    sizes: Iterable[ImageFont.FreeTypeFont],
) -> None:
    """Draw a sentence in the largest letters that fit it below `y`, with its words marked."""
    text = f"“{''.join(sentence)}”"
    for font in sizes:
        lines = _lines(text, font)
        step = round(font.size * 1.4)
        if y + step * len(lines) <= HEIGHT - 40:
            break
    first = 1 + len(sentence[0])
    last = first + len(sentence[1])
    at = 0
    for line in lines:
        start, end = max(first - at, 0), min(last - at, len(line))
        if start < end:
            left = _MARGIN + font.getlength(line[:start])
            right = _MARGIN + font.getlength(line[:end])
            canvas.rectangle((left - 4, y, right + 4, y + font.size * 1.25), fill=_MARK)
        canvas.text((_MARGIN, y), line, _INK, font)
        y += step
        at += len(line) + 1


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Break a text into lines that fit between the margins."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) > WIDTH - 2 * _MARGIN and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
