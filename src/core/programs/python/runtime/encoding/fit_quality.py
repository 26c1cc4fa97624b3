import math

from ..program import FIT, FIT_UNDER, QUALITY, SAVE_OPTIONS
from .saved import saved


def highest_quality(attempt, lowest):
    """The best attempt at full size by quality; where none fits, the last, and that it does not."""
    whole = attempt(QUALITY, 1)
    if len(whole[0]) <= FIT_UNDER:
        return whole, True
    if QUALITY is None or QUALITY <= lowest:
        return whole, False
    whole = attempt(lowest, 1)
    if len(whole[0]) > FIT_UNDER:
        return whole, False
    low, high, best = lowest, QUALITY, whole
    while high - low > 1:
        middle = math.floor((low + high) / 2 + 0.5)
        tried = attempt(middle, 1)
        if len(tried[0]) <= FIT_UNDER:
            low, best = middle, tried
        else:
            high = middle
    return best, True


def encode(image):
    """The highest quality of at most FIT_UNDER bytes, and what names may tell of it."""
    image = image.copy_memory()

    def attempt(quality, scale):
        options = dict(SAVE_OPTIONS) if quality is None else dict(SAVE_OPTIONS, Q=quality)
        data, made = saved(image, image, options)
        return data, dict(made, quality=quality)

    best, fits = highest_quality(attempt, FIT["min"])
    if not fits:
        raise ValueError(f"it does not fit under {FIT_UNDER} bytes at its size")
    return best
