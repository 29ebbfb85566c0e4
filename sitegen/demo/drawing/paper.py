"""A sheet of paper, and shapes cut from other sheets that are laid on it and cast soft shadows."""

from __future__ import annotations

from PIL import Image, ImageColor, ImageDraw, ImageFilter

from sitegen.demo.drawing.shapes import Shape, ellipse

WIDTH, HEIGHT = 1600, 1067
"""Pixels: three to two, and wide enough for the large pictures of search engines."""

_FINER = 3
"""Edges are cut this many times finer than a pixel, so that they come out smooth."""

_SHADOW = "#0b141c"


class Sheet:
    """The picture so far. Places are in pixels from the upper left corner; colours are `#rrggbb`."""

    def __init__(self, top: str, bottom: str = "") -> None:
        self.image = _shaded((WIDTH, HEIGHT), top, bottom or top)

    def cut(
        self,
        colour: str,
        *shapes: Shape,
        to: str = "",
        shadow: float = 0.3,
        depth: float = 7,
        alpha: float = 1,
    ) -> None:
        """Lay shapes of one colour on the sheet.

        to      the colour at their lower end, when it differs
        shadow  how dark it is, 0 to 1
        depth   how far above the sheet they lie, in pixels
        alpha   how much they cover, 0 to 1
        """
        mask = _mask(shapes)
        if shadow:
            self._darken(mask, shadow, depth)
        box = mask.getbbox()
        if box is None:
            return
        mask = mask.crop(box)
        if alpha < 1:
            mask = mask.point([round(level * alpha) for level in range(256)])
        self.image.paste(_shaded(mask.size, colour, to or colour), box[:2], mask)

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 0.6) -> None:
        """Light round a lamp: strongest at `x`, `y`, gone at about twice the radius."""
        mask = _mask((ellipse(x, y, radius, radius),)).filter(ImageFilter.GaussianBlur(radius * 0.55))
        light = mask.point([round(level * strength) for level in range(256)])
        self.image.paste(ImageColor.getrgb(colour), (0, 0, WIDTH, HEIGHT), light)

    def _darken(self, mask: Image.Image, shadow: float, depth: float) -> None:
        below = Image.new("L", mask.size)
        below.paste(mask, (round(depth * 0.5), round(depth * 0.8)))
        soft = below.filter(ImageFilter.GaussianBlur(depth)).point([round(n * shadow) for n in range(256)])
        self.image.paste(ImageColor.getrgb(_SHADOW), (0, 0, WIDTH, HEIGHT), soft)


def _mask(shapes: tuple[Shape, ...]) -> Image.Image:
    fine = Image.new("L", (WIDTH * _FINER, HEIGHT * _FINER))
    pen = ImageDraw.Draw(fine)
    for shape in shapes:
        pen.polygon([(x * _FINER, y * _FINER) for x, y in shape], fill=255)
    return fine.reduce(_FINER)


def _shaded(size: tuple[int, int], top: str, bottom: str) -> Image.Image:
    """A sheet whose colour goes over from one to the other, from the top to the bottom."""
    if top == bottom:
        return Image.new("RGB", size, top)
    ramp = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), ramp)
