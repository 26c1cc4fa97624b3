from ..frames.one import playing
from ..program import SAVER


def telling_all(image, data):
    """Of what the file tells nothing is kept."""
    return image


def written(image, finished, still, options):
    """A picture as the bytes of a file."""
    return getattr(playing(image, still), SAVER + "_buffer")(**options)
