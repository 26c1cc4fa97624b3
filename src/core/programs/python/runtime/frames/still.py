from ..picture import loaded, prepared
from ..program import pipeline, sized
from .shrunk_picture import shrunk_picture


def result_of(data, notices):
    """What is made of a file's first picture, before it is encoded."""
    return sized(pipeline(prepared(loaded(data, notices=notices))))


def shrunk(image, scale):
    """The picture made smaller."""
    return shrunk_picture(image, scale)
