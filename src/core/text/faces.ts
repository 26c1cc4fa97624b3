import files from './families.json?faces';

/** A file of a font: letters of one script, or a part of them. */
export interface FaceFile {
  readonly family: string;
  readonly url: string;
  /** The characters that it is made for, in hexadecimal: `0-7F,A9`. */
  readonly ranges: string;
}

/** Whether one of these characters is in a text says whose shapes its Chinese characters have. */
const shapesOf = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'noto-sans-jp'],
  [/\p{Script=Hangul}/u, 'noto-sans-kr'],
] as const;

interface Ranged extends FaceFile {
  readonly spans: readonly (readonly [first: number, last: number])[];
}

const ranged: readonly Ranged[] = files.map((file) => ({
  ...file,
  spans: file.ranges.split(',').map((range) => {
    const [first = '', last = first] = range.split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  }),
}));

/** The file that most texts need no more than. */
export const latin: FaceFile | undefined = files.find(({ ranges }) => ranges.startsWith('0000-'));

/**
 * Returns the files that may hold a character of a text, the one to be asked first ahead. They stand as
 * in families.json, where new ones are added at the end: a text never changes its font.
 */
export function facesFor(character: number, text: string): readonly FaceFile[] {
  const isEmoji = /\p{Emoji_Presentation}/u.test(String.fromCodePoint(character));
  const ahead = isEmoji ? 'noto-emoji' : shapesOf.find(([letters]) => letters.test(text))?.[1];
  const found = ranged.filter(({ spans }) =>
    spans.some(([first, last]) => first <= character && character <= last),
  );
  return [
    ...found.filter(({ family }) => family === ahead),
    ...found.filter(({ family }) => family !== ahead),
  ];
}
