import math

from ..frames.still import shrunk
from ..program import FIT, FIT_UNDER, QUALITY, SAVE_OPTIONS
from .fit_quality import highest_quality
from .saved import saved


def encode(image):
    """The best encoding of at most FIT_UNDER bytes, and what names may tell of it.

    The highest quality down to a floor at full size; when even that is too large, the largest
    size at a middling quality, and where that is tiny, at the lowest.
    """
    image = image.copy_memory()

    def attempt(quality, scale):
        options = dict(SAVE_OPTIONS) if quality is None else dict(SAVE_OPTIONS, Q=quality)
        data, made = saved(image, image if scale == 1 else shrunk(image, scale), options)
        return data, dict(made, quality=quality)

    whole, fits = highest_quality(attempt, FIT["floor"])
    if fits:
        return whole
    longest = max(whole[1]["width"], whole[1]["height"])
    # One pixel tells what everything but the pixels takes, such as metadata.
    bare = attempt(None if QUALITY is None else FIT["min"], 1 / longest)
    if len(bare[0]) > FIT_UNDER:
        raise ValueError(f"even one pixel of it takes more than {FIT_UNDER} bytes")

    def share(data):
        return math.sqrt(FIT["aim"] * (FIT_UNDER - len(bare[0])) / max(1, len(data) - len(bare[0])))

    def shrink(quality):
        best = bare
        fitting, failing = 1 / longest, 1
        scale = share(whole[0])
        for _ in range(FIT["guesses"]):
            # What is known on both sides bounds the guess.
            if scale <= fitting or scale >= failing:
                scale = math.sqrt(fitting * failing)
            tried = attempt(quality, scale)
            if len(tried[0]) <= FIT_UNDER:
                best, fitting = tried, scale
                if len(tried[0]) - len(bare[0]) >= FIT["close"] * (FIT_UNDER - len(bare[0])):
                    break
            else:
                failing = scale
            if (failing - fitting) * longest < 1 or failing < 1.01 * fitting:
                break
            scale *= share(tried[0])
        return best

    quality = None if QUALITY is None else min(QUALITY, FIT["of_smaller"])
    best = shrink(quality)
    least = min(FIT["side"], whole[1]["width"], whole[1]["height"])
    if min(best[1]["width"], best[1]["height"]) >= least or quality in (None, FIT["min"]):
        return best
    worse = shrink(FIT["min"])
    return worse if worse[1]["width"] > best[1]["width"] else best
