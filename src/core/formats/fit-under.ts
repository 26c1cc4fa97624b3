/** One encoding that was tried. */
export interface Trial {
  /** Null where the format's values have nothing that trades bytes for quality. */
  readonly quality: number | null;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

/** An encoding with what it is made of. */
export interface Tried<Made> extends Trial {
  readonly made: Made;
}

export interface Search<Made> {
  /** The most that the file may take, in bytes. */
  readonly target: number;
  /** The quality that is wanted if it fits; null when there is none to change. */
  readonly quality: number | null;
  /** Whether only the quality may change, and not the size. */
  readonly keepsSize: boolean;
  /** Encodes the picture at a quality and a scale of its size (1 for all of it). */
  encode(quality: number | null, scale: number): Tried<Made>;
}

export interface Fitted<Made> {
  /** The best that fits; null when nothing does. */
  readonly best: Tried<Made> | null;
  /** All that was tried, in order. */
  readonly trials: readonly Trial[];
}

/**
 * What the search goes by, in programs too. Below `floor` a smaller picture looks better than a
 * worse one; `ofSmaller` is the quality at which a picture is made smaller, unless less is wanted,
 * and `min` the lowest that every format has. A smaller picture that takes `close` of the bytes
 * that are there for its pixels is large enough, and a guess aims at `aim` of them, as bytes fall a
 * little slower than pixels. A size is guessed `guesses` times. A picture with a side below `side`
 * pixels had better be a worse one.
 */
export const fitRules = {
  floor: 35,
  ofSmaller: 60,
  min: 1,
  close: 0.88,
  aim: 0.96,
  guesses: 9,
  side: 48,
} as const;

type Attempt<Made> = (quality: number | null, scale: number) => Tried<Made>;

/**
 * Looks for the best encoding of at most `target` bytes: the highest quality from the wanted one
 * down to 35 at full size, by bisection; when even that is too large, the largest size at a middling
 * quality, and where that is tiny, at the lowest. With `keepsSize`, the highest quality at all.
 * Whatever the encoder does, it ends after some 30 encodings at most; it finds one that fits if one
 * pixel at the lowest quality does. Returns the best one and everything that was tried.
 */
export function fitUnder<Made>(search: Search<Made>): Fitted<Made> {
  const trials: Trial[] = [];
  const attempt: Attempt<Made> = (quality, scale) => {
    const tried = search.encode(quality, scale);
    const { width, height, bytes } = tried;
    trials.push({ quality: tried.quality, width, height, bytes });
    return tried;
  };
  return { best: bestOf(search, attempt), trials };
}

function bestOf<Made>(search: Search<Made>, attempt: Attempt<Made>): Tried<Made> | null {
  const { quality: wanted, target, keepsSize } = search;
  const fits = ({ bytes }: Trial): boolean => bytes <= target;
  const { floor, ofSmaller, min, side } = fitRules;

  const first = attempt(wanted, 1);
  if (fits(first)) return first;
  const lowest = keepsSize ? min : floor;
  let whole = first;
  if (wanted !== null && wanted > lowest) {
    whole = attempt(lowest, 1);
    if (fits(whole)) return bisect([lowest, wanted], whole, attempt, fits);
  }
  if (keepsSize) return null;
  // One pixel tells what everything but the pixels takes, such as metadata.
  const pixel = 1 / Math.max(whole.width, whole.height);
  const bare = attempt(wanted === null ? null : min, pixel);
  if (!fits(bare)) return null;
  const quality = wanted === null ? null : Math.min(wanted, ofSmaller);
  const best = shrink(quality, { whole, bare, target }, attempt);
  const isTiny = Math.min(best.width, best.height) < Math.min(side, whole.width, whole.height);
  if (!isTiny || quality === null || quality === min) return best;
  const worse = shrink(min, { whole, bare, target }, attempt);
  return worse.width > best.width ? worse : best;
}

/** The highest quality that fits, between one that does, and one that does not. */
function bisect<Made>(
  [from, to]: readonly [number, number],
  lowest: Tried<Made>,
  attempt: Attempt<Made>,
  fits: (trial: Trial) => boolean,
): Tried<Made> {
  let [low, high, best] = [from, to, lowest];
  while (high - low > 1) {
    const middle = Math.round((low + high) / 2);
    const tried = attempt(middle, 1);
    if (fits(tried)) [low, best] = [middle, tried];
    else high = middle;
  }
  return best;
}

interface Bounds<Made> {
  /** The picture at full size, which is too large. */
  readonly whole: Trial;
  /** One pixel of it, which is not. */
  readonly bare: Tried<Made>;
  readonly target: number;
}

/** The largest size that fits at a quality; one pixel at the lowest quality when none was found. */
function shrink<Made>(
  quality: number | null,
  { whole, bare, target }: Bounds<Made>,
  attempt: Attempt<Made>,
): Tried<Made> {
  const { aim, close, guesses } = fitRules;
  const longest = Math.max(whole.width, whole.height);
  /** Of the scale at which the pixels take so much less. */
  const share = (bytes: number): number =>
    Math.sqrt((aim * (target - bare.bytes)) / Math.max(1, bytes - bare.bytes));
  let best = bare;
  let [fitting, failing] = [1 / longest, 1];
  let scale = share(whole.bytes);
  for (let guess = 0; guess < guesses; guess += 1) {
    // What is known on both sides bounds the guess.
    if (scale <= fitting || scale >= failing) scale = Math.sqrt(fitting * failing);
    const tried = attempt(quality, scale);
    if (tried.bytes <= target) {
      [best, fitting] = [tried, scale];
      if (tried.bytes - bare.bytes >= close * (target - bare.bytes)) break;
    } else failing = scale;
    if ((failing - fitting) * longest < 1 || failing < 1.01 * fitting) break;
    scale *= share(tried.bytes);
  }
  return best;
}
