from ..program import QUALITY, SAVE_OPTIONS
from .saved import saved


def encode(image):
    """The picture as the bytes of a file, and what names may tell of it."""
    data, made = saved(image, image, SAVE_OPTIONS)
    return data, dict(made, quality=QUALITY)
