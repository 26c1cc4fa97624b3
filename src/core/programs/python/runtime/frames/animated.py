from ..picture import loaded, prepared
from ..program import FLICKERS, pipeline, sized
from .shrunk_picture import shrunk_picture
from .strip import column, frames_of


def result_of(data, notices):
    """What is made of a file, before it is encoded; of an animation all frames in one column."""
    image = loaded(data, notices=notices)
    moves = image.get("vips-loader") in ("gifload_buffer", "webpload_buffer")
    if not moves or image.get_n_pages() == 1:
        image = image.copy()
        if image.get_typeof("page-height"):
            image.remove("page-height")
        return sized(pipeline(prepared(image)))
    if FLICKERS is not None:
        raise ValueError(FLICKERS)
    strip = loaded(data, "n=-1", notices)
    frames = [sized(pipeline(prepared(frame))).copy_memory() for frame in frames_of(strip)]
    return column(frames, strip)


def shrunk(image, scale):
    """The picture made smaller, or every frame of a column."""
    return column([shrunk_picture(frame, scale) for frame in frames_of(image)], image)
