import { fitRules } from '../../formats/fit-under';
import { type Helper, helper } from '../print/helper';
import { isTelling, type ProgramPlan } from '../plan';

/** @param picture the picture that is encoded */
const pythonAttempt = (picture: string): string => `
    def attempt(quality, scale):
        options = dict(SAVE_OPTIONS) if quality is None else dict(SAVE_OPTIONS, Q=quality)
        data, made = saved(image, ${picture}, options)
        return data, dict(made, quality=quality)
`;

/** Looks for the highest quality at full size; goes on where there is none. */
const pythonBisection = (lowest: string): string =>
  `
    whole = attempt(QUALITY, 1)
    if len(whole[0]) <= FIT_UNDER:
        return whole
    if QUALITY is not None and QUALITY > ${lowest}:
        whole = attempt(${lowest}, 1)
        if len(whole[0]) <= FIT_UNDER:
            low, high, best = ${lowest}, QUALITY, whole
            while high - low > 1:
                middle = math.floor((low + high) / 2 + 0.5)
                tried = attempt(middle, 1)
                if len(tried[0]) <= FIT_UNDER:
                    low, best = middle, tried
                else:
                    high = middle
            return best`.slice(1);

/** How Python programs write files; the same as workers/export/encode.ts in the browser. */
export const pythonEncoding: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    encode: helper(`
def encode(image):
    """The picture as the bytes of a file, and what names may tell of it."""
    data, made = saved(image, image, SAVE_OPTIONS)
    return data, dict(made, quality=QUALITY)`),
    fit_quality: helper(`
def encode(image):
    """The highest quality of at most FIT_UNDER bytes, and what names may tell of it."""
    image = image.copy_memory()
${pythonAttempt('image')}
${pythonBisection(String(fitRules.min))}
    raise ValueError(f"it does not fit under {FIT_UNDER} bytes at its size")`),
    fit_under: helper(
      `
def encode(image):
    """The best encoding of at most FIT_UNDER bytes, and what names may tell of it.

    The highest quality down to ${fitRules.floor} at full size; when even that is too large, the largest size at a
    middling quality, and where that is tiny, at the lowest.
    """
    image = image.copy_memory()
${pythonAttempt('image if scale == 1 else shrunk(image, scale)')}
${pythonBisection(String(fitRules.floor))}
    longest = max(whole[1]["width"], whole[1]["height"])
    # One pixel tells what everything but the pixels takes, such as metadata.
    bare = attempt(None if QUALITY is None else ${fitRules.min}, 1 / longest)
    if len(bare[0]) > FIT_UNDER:
        raise ValueError(f"even one pixel of it takes more than {FIT_UNDER} bytes")

    def share(data):
        return math.sqrt(${fitRules.aim} * (FIT_UNDER - len(bare[0])) / max(1, len(data) - len(bare[0])))

    def shrink(quality):
        best = bare
        fitting, failing = 1 / longest, 1
        scale = share(whole[0])
        for _ in range(${fitRules.guesses}):
            # What is known on both sides bounds the guess.
            if scale <= fitting or scale >= failing:
                scale = math.sqrt(fitting * failing)
            tried = attempt(quality, scale)
            if len(tried[0]) <= FIT_UNDER:
                best, fitting = tried, scale
                if len(tried[0]) - len(bare[0]) >= ${fitRules.close} * (FIT_UNDER - len(bare[0])):
                    break
            else:
                failing = scale
            if (failing - fitting) * longest < 1 or failing < 1.01 * fitting:
                break
            scale *= share(tried[0])
        return best

    quality = None if QUALITY is None else min(QUALITY, ${fitRules.ofSmaller})
    best = shrink(quality)
    least = min(${fitRules.side}, whole[1]["width"], whole[1]["height"])
    if min(best[1]["width"], best[1]["height"]) >= least or quality in (None, ${fitRules.min}):
        return best
    worse = shrink(${fitRules.min})
    return worse if worse[1]["width"] > best[1]["width"] else best`,
    ),
  }),
);

/** Returns the function that writes a file, with the metadata that are wanted. */
export function pythonSaved(plan: ProgramPlan): string {
  const { format, metadata, naming } = plan;
  const { carriesPipeline } = metadata;
  const tells = isTelling(plan);
  const height = format.animates ? 'frame_height(still)' : 'image.height';
  const embeddedPipeline = carriesPipeline
    ? `passport_of(${format.animates ? 'frames_of(finished)[0]' : 'finished'})`
    : 'None';
  const { xmpBytes } = format.holds;
  const telling = [
    `    told = freshly_told(told_by(image), image.width, ${height})`,
    `    xmp = stamped(told["xmp"], ${embeddedPipeline})`,
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
