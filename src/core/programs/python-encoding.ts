import { type Helper, helper } from './helper';
import { isTelling, type ProgramPlan } from './plan';

/** How Python programs write files; the same as workers/encode.ts in the browser. */
export const pythonEncoding: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    encode: helper(`
def encode(image):
    """The picture as the bytes of a file, and what names may tell of it."""
    data, made = saved(image, image, SAVE_OPTIONS)
    return data, dict(made, quality=QUALITY)`),
    fit_under: helper(
      `
def encode(image):
    """The best encoding of at most FIT_UNDER bytes, and what names may tell of it.

    The highest quality down to 35 at full size; when even that is too large, the largest size at a
    middling quality.
    """
    image = image.copy_memory()

    def attempt(quality, scale):
        options = dict(SAVE_OPTIONS) if quality is None else dict(SAVE_OPTIONS, Q=quality)
        data, made = saved(image, image if scale == 1 else shrunk(image, scale), options)
        return data, dict(made, quality=quality)

    first = smallest = attempt(QUALITY, 1)
    if len(first[0]) <= FIT_UNDER:
        return first
    if QUALITY is not None and QUALITY > 35:
        smallest = attempt(35, 1)
        if len(smallest[0]) <= FIT_UNDER:
            low, high, best = 35, QUALITY, smallest
            while high - low > 1:
                middle = math.floor((low + high) / 2 + 0.5)
                tried = attempt(middle, 1)
                if len(tried[0]) <= FIT_UNDER:
                    low, best = middle, tried
                else:
                    high = middle
            return best
    quality = None if QUALITY is None else min(QUALITY, 60)
    best = None
    fitting, failing = 0, 1
    side = min(smallest[1]["width"], smallest[1]["height"])
    scale = math.sqrt(0.96 * FIT_UNDER / len(smallest[0]))
    for _ in range(9):
        if side * scale < min(48, side):
            break
        tried = attempt(quality, scale)
        size = len(tried[0])
        if size <= FIT_UNDER:
            best, fitting = tried, scale
            if size >= 0.88 * FIT_UNDER:
                break
        else:
            failing = scale
        guessed = scale * math.sqrt(0.96 * FIT_UNDER / size)
        scale = guessed if fitting < guessed < failing else (fitting + failing) / 2
        if failing - fitting < 0.01:
            break
    if best is None:
        raise ValueError(f"no encoding of it takes {FIT_UNDER} bytes or less")
    return best`,
    ),
  }),
);

/** Returns the function that writes a file, with the metadata that are wanted. */
export function pythonSaved(plan: ProgramPlan): string {
  const { format, metadata, naming } = plan;
  const { carriesPipeline } = metadata;
  const tells = isTelling(plan);
  const height = format.animates ? 'frame_height(still)' : 'image.height';
  const passport = carriesPipeline
    ? `passport_of(${format.animates ? 'frames_of(finished)[0]' : 'finished'})`
    : 'None';
  const { xmpBytes } = format.holds;
  const telling = [
    `    told = freshly_told(told_by(image), image.width, ${height})`,
    `    xmp = stamped(told["xmp"], ${passport})`,
    '    told["xmp"] = None if xmp is None else xmp.encode()',
    ...(xmpBytes === Infinity
      ? []
      : [
          `    if told["xmp"] and len(told["xmp"]) > ${xmpBytes}:`,
          carriesPipeline
            ? `        raise ValueError("pipeline and metadata take more than ${xmpBytes} bytes of XMP")`
            : '        told["xmp"] = None',
        ]),
    '    image = fresh(image)',
  ];
  const written = 'getattr(image, SAVER + "_buffer")(**options)';
  const lines = [
    ...(tells ? telling : []),
    ...(format.animates ? ['    image = playing(image, still)'] : []),
    tells
      ? `    # libvips rewrites texts that are not ASCII, so what is told is put in afterwards.
    data = tell(${written}, told)`
      : `    data = ${written}`,
  ];
  return `def saved(finished, image, options):
    """The picture, which may be smaller than the finished one, as the bytes of a file."""
${format.animates ? '    still = image\n' : ''}    image = finish(image)
    options = dict(options, keep="icc")
    # Grey needs no profile; WebP and AVIF have no grey.
    if image.interpretation not in ("b-w", "grey16") or SAVER in ("webpsave", "heifsave"):
        options["profile"] = "srgb"
${lines.join('\n')}
    made = {"width": image.width, "height": ${height}}
    return data, ${naming.readsCamera ? 'dict(made, **camera_of(finished))' : 'made'}`;
}
