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
  /** Encodes the picture at a quality and a scale of its size (1 for all of it). */
  encode(quality: number | null, scale: number): Tried<Made>;
}

export interface Fitted<Made> {
  /** The best that fits; null when nothing does. */
  readonly best: Tried<Made> | null;
  /** All that was tried, in order. */
  readonly trials: readonly Trial[];
}

/** Below this quality a smaller picture looks better than a worse one. */
const qualityFloor = 35;
/** The quality at which a picture is made smaller, unless less is wanted. */
const qualityOfSmaller = 60;
/** A smaller picture that takes at least this share of the target is large enough. */
const close = 0.88;
/** A guess aims at this share of the target, as bytes fall a little slower than pixels. */
const aim = 0.96;
/** How often the size is guessed. */
const guessesMost = 9;
/** A picture with a side below this is no use any more, in pixels. */
const sideLeast = 48;

/**
 * Looks for the best encoding of at most `target` bytes: the highest quality from the wanted one
 * down to 35 at full size, by bisection; when even that is too large, the largest size at a middling
 * quality. Returns the best one and everything that was tried.
 */
export function fitUnder<Made>(search: Search<Made>): Fitted<Made> {
  const trials: Trial[] = [];
  const attempt = (quality: number | null, scale: number): Tried<Made> => {
    const tried = search.encode(quality, scale);
    const { width, height, bytes } = tried;
    trials.push({ quality: tried.quality, width, height, bytes });
    return tried;
  };
  const fits = ({ bytes }: Trial): boolean => bytes <= search.target;

  const first = attempt(search.quality, 1);
  if (fits(first)) return { best: first, trials };
  let smallest = first;
  if (search.quality !== null && search.quality > qualityFloor) {
    smallest = attempt(qualityFloor, 1);
    if (fits(smallest)) {
      return { best: bisect(search.quality, smallest, attempt, fits), trials };
    }
  }
  const quality = search.quality === null ? null : Math.min(search.quality, qualityOfSmaller);
  return { best: shrink(quality, smallest, search.target, attempt), trials };
}

type Attempt<Made> = (quality: number | null, scale: number) => Tried<Made>;

/** The highest quality that fits, between the floor, which does, and `above`, which does not. */
function bisect<Made>(
  above: number,
  floor: Tried<Made>,
  attempt: Attempt<Made>,
  fits: (trial: Trial) => boolean,
): Tried<Made> {
  let [low, high, best] = [qualityFloor, above, floor];
  while (high - low > 1) {
    const middle = Math.round((low + high) / 2);
    const tried = attempt(middle, 1);
    if (fits(tried)) [low, best] = [middle, tried];
    else high = middle;
  }
  return best;
}

function shrink<Made>(
  quality: number | null,
  whole: Trial,
  target: number,
  attempt: Attempt<Made>,
): Tried<Made> | null {
  let best: Tried<Made> | null = null;
  let [fitting, failing] = [0, 1];
  let scale = Math.sqrt((aim * target) / whole.bytes);
  for (let guess = 0; guess < guessesMost; guess += 1) {
    const side = Math.min(whole.width, whole.height);
    if (side * scale < Math.min(sideLeast, side)) return best;
    const tried = attempt(quality, scale);
    if (tried.bytes <= target) {
      best = tried;
      fitting = scale;
      if (tried.bytes >= close * target) return best;
    } else {
      failing = scale;
    }
    const guessed = scale * Math.sqrt((aim * target) / tried.bytes);
    // What is known on both sides bounds the guess.
    scale = guessed > fitting && guessed < failing ? guessed : (fitting + failing) / 2;
    if (failing - fitting < 0.01) return best;
  }
  return best;
}
