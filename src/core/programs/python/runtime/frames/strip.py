import pyvips


def frame_height(image):
    return image.get("page-height") if image.get_typeof("page-height") else image.height


def frames_of(image):
    """The frames of a column, each as a picture; a picture that is no column is the only one."""
    height = frame_height(image)
    if height == image.height:
        return [image]
    frames = []
    for top in range(0, image.height, height):
        frame = image.crop(0, top, image.width, height).copy()
        for name in ("page-height", "n-pages", "delay", "loop"):
            if frame.get_typeof(name):
                frame.remove(name)
        frames.append(frame)
    return frames


def column(frames, like):
    """Frames in one column, shown for as long and as often as those of another one."""
    if len(frames) == 1:
        return frames[0]
    strip = pyvips.Image.arrayjoin(frames, across=1).copy()
    delays = like.get("delay") if like.get_typeof("delay") else []
    first = delays[0] if delays else 100
    delays = [delays[at] if at < len(delays) else first for at in range(len(frames))]
    loop = like.get("loop") if like.get_typeof("loop") else 0
    strip.set_type(pyvips.GValue.gint_type, "page-height", frames[0].height)
    strip.set_type(pyvips.GValue.array_int_type, "delay", delays)
    strip.set_type(pyvips.GValue.gint_type, "loop", loop)
    return strip


def playing(image, column):
    """A copy of a picture that is played as the column is that it was made from."""
    image = image.copy()
    if column.get_typeof("page-height"):
        height, delays, loop = (column.get(name) for name in ("page-height", "delay", "loop"))
        image.set_type(pyvips.GValue.gint_type, "page-height", height)
        image.set_type(pyvips.GValue.array_int_type, "delay", delays)
        image.set_type(pyvips.GValue.gint_type, "loop", loop)
    return image
