import { type Helper, helper } from '../print/helper';

/** Makes one picture smaller. */
const shrinking = (name: string): string => `
def ${name}(image, scale):
    """The picture made smaller, on colours multiplied by alpha."""
    small = premultiply(image)
    width = max(math.floor(image.width * (100 * scale / 100) + 0.5), 1)
    height = max(math.floor(image.height * (100 * scale / 100) + 0.5), 1)
    small = small.resize(width / image.width, vscale=height / image.height, kernel="lanczos3")
    return unpremultiply(small, image)`;

/**
 * What Python programs make of one file, which holds one picture or, where the format of the result
 * holds them too, the frames of an animation; the same as workers/export/animation.ts in the browser.
 */
export const pythonAnimation: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    result_of: helper(`
def result_of(data, notices):
    """What is made of a file's first picture, before it is encoded."""
    return sized(pipeline(prepared(loaded(data, notices=notices))))`),
    shrunk: helper(shrinking('shrunk'), 'premultiply', 'unpremultiply'),
    result_of_frames: helper(
      `
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
    return column(frames, strip)`,
      'frames_of',
    ),
    frames_of: helper(`
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
    return image`),
    shrunk_frames: helper(
      `
def shrunk(image, scale):
    """The picture made smaller, or every frame of a column."""
    return column([shrunk_frame(frame, scale) for frame in frames_of(image)], image)

${shrinking('shrunk_frame')}`,
      'frames_of',
      'premultiply',
      'unpremultiply',
    ),
  }),
);
