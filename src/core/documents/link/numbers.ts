/** Denominators above this make quotients longer than what they stand for. */
const maxDenominator = 100_000;

/** A number as links write it: digits, a power of ten, or a quotient such as `15q484`. */
const numberPattern = /-?(?:\d+(?:\.\d+)?|\.\d+)(?:e-?\d+)?(?:q\d+)?/y;

/** Returns the smallest two whole numbers whose quotient is exactly this number; null for none. */
export function quotient(
  value: number,
): { readonly numerator: number; readonly denominator: number } | null {
  // Continued fractions find the quotient with the smallest numbers first.
  let [numerator, denominator, before, beforeBelow] = [1, 0, 0, 1];
  for (let rest = value; ; rest = 1 / (rest - Math.floor(rest))) {
    const whole = Math.floor(rest);
    [numerator, before] = [whole * numerator + before, numerator];
    [denominator, beforeBelow] = [whole * denominator + beforeBelow, denominator];
    if (!(denominator <= maxDenominator)) return null;
    if (numerator / denominator === value) return { numerator, denominator };
  }
}

/**
 * Returns the shortest text that `readNumber` reads as exactly this number. Edges of a crop are
 * whole pixels divided by the picture's size, so a quotient says in six characters what takes
 * eighteen as a decimal fraction. -0 is written as 0, as JSON does.
 */
export function writeNumber(value: number): string {
  const size = Math.abs(value);
  const [mantissa = '', power = '0'] = size.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const shift = Number(power) - (digits.length - 1);
  const candidates = [
    String(size).replace('e+', 'e').replace(/^0\./, '.'),
    shift === 0 ? digits : `${digits}e${shift}`,
  ];
  const shares = size > 0 && size < 1 && digits.length > 4 ? quotient(size) : null;
  if (shares) candidates.push(`${shares.numerator}q${shares.denominator}`);
  const shortest = candidates
    .filter((text) => readNumber(text) === size)
    .reduce((best, text) => (text.length < best.length ? text : best));
  return value < 0 ? `-${shortest}` : shortest;
}

/** Returns the number that a text of `writeNumber` stands for; null for anything else. */
export function readNumber(text: string): number | null {
  const [, size = '', below] = /^([^q]*)(?:q(\d+))?$/.exec(text) ?? [];
  const value = size === '' ? NaN : Number(size) / (below === undefined ? 1 : Number(below));
  return Number.isFinite(value) ? value : null;
}

/** Returns numbers one after another, with `~` between them where they would run together. */
export const writeNumbers = (values: readonly number[]): string =>
  values.map(writeNumber).reduce((text, next, index) => {
    const isApart = next.startsWith('-') || (next.startsWith('.') && /[.eq]\d*$/.test(text));
    return index === 0 || isApart ? text + next : `${text}~${next}`;
  }, '');

/** Reads the compact text of a link piece by piece. Every method moves on only when it succeeds. */
export class Scanner {
  #at = 0;

  constructor(private readonly text: string) {}

  get done(): boolean {
    return this.#at >= this.text.length;
  }

  /** Returns what a sticky pattern matches here, or null. */
  match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  /** Returns this many UTF-16 units, or null when there are fewer. */
  take(length: number): string | null {
    if (this.#at + length > this.text.length) return null;
    this.#at += length;
    return this.text.slice(this.#at - length, this.#at);
  }

  number(): number | null {
    const text = this.match(numberPattern);
    return text === null ? null : readNumber(text);
  }

  /** Returns all numbers that follow one another here. */
  numbers(): number[] {
    const found: number[] = [];
    for (;;) {
      if (found.length > 0) this.match(/~/y);
      const next = this.number();
      if (next === null) return found;
      found.push(next);
    }
  }

  /** Returns a text that stands behind its length. */
  sized(): string | null {
    const length = this.match(/\d{1,7}~/y);
    return length === null ? null : this.take(Number(length.slice(0, -1)));
  }
}

/** Returns a text behind its length in UTF-16 units, so that it may hold anything. */
export function sized(text: string): string {
  const whole = text.toWellFormed();
  return `${whole.length}~${whole}`;
}
