import type { Picture } from '../graph/picture';
import type { IconName } from './icons';
import type { Parameter, ParameterSet, ParameterValue, ValuesOf } from '../parameters';

export const groups = ['geometry', 'light', 'colour', 'detail', 'effect'] as const;
export type Group = (typeof groups)[number];

export type Interactive =
  /** Handles of a rectangle; sets `area`, kept to the shape that `aspect` names. */
  | 'crop'
  /** A click on something grey; sets `temperature` and `tint` by `whiteBalanceFor`. */
  | 'pick-neutral'
  /** A click on the colour to change; sets `hue` by `labHueOf`. */
  | 'pick-hue'
  /** A line drawn along something level or upright; sets `angle`. */
  | 'horizon'
  /** Rectangles drawn on the picture, moved and sized; sets `areas`. */
  | 'areas'
  /** Four corners of something upright on the picture; sets `corners`. */
  | 'corners'
  /** Something that is moved, sized and turned; sets `place`, `at`, `size` and `turn`. */
  | 'place';

/** What `defineOperation` takes: everything there is to say about one operation. */
export interface OperationDeclaration<Set extends ParameterSet> {
  /** Equals the file name; written into saved files; never shown, never renamed. */
  readonly id: string;
  /** The name on screen. */
  readonly label: string;
  readonly group: Group;
  /** Drawn beside the label; the screen has the pictures, core only their names. */
  readonly icon: IconName;
  /** The tool on the picture itself by which a person may set parameters of the operation. */
  readonly interactive?: Interactive;
  /** One line for the add-step dialog. */
  readonly summary: string;
  /** Words a person may search for that are not in the label or summary. */
  readonly keywords?: readonly string[];
  /** Where the formula or constants come from; not in the built app (scripts/without-proof.mjs). */
  readonly source: string;
  /** What one would use it for, and the values that show it best; the others are initial. */
  readonly example: { readonly text: string; readonly values?: Partial<ValuesOf<Set>> };
  /**
   * Whether the operation reads its input roughly from top to bottom, so that an export may stream.
   * Rotations and vertical flips do not.
   */
  readonly reads: 'in-order' | 'anywhere';
  /** Whether the operation shows the same scene at another size, as a resize does. Absent: no. */
  readonly scales?: boolean;
  /**
   * Whether the result may have another size or places than its input, as a border does. Absent:
   * operations of the group geometry do, others do not.
   */
  readonly reshapes?: boolean;
  /**
   * Whether the size of the result depends on the picture's pixels, as when a border is cut away,
   * and not on its size alone. Absent: no.
   */
  readonly sizedByContent?: boolean;
  readonly parameters: Set;
  /** Records what the operation does. Pixels parameters arrive scaled to the picture's size. */
  build(image: Picture, values: ValuesOf<Set>): Picture;
  /**
   * Whether these values leave every byte of every picture unchanged; such a step is not run at
   * all. Absent: never.
   */
  isIdentity?(values: ValuesOf<Set>): boolean;
  /** Values, beside the initial ones, that are the identity. Absent: there are none. */
  readonly neutral?: Partial<ValuesOf<Set>>;
  /**
   * Whether a new step changes nothing until something is set, as where sliders invite to look for
   * what is right. Absent: it begins with the initial values, for adding it is the wish.
   */
  readonly beginsNeutral?: boolean;
  /** Whether the result has transparency when the input has none. Absent: never. */
  addsAlpha?(values: ValuesOf<Set>): boolean;
  /**
   * Whether the effect depends on the picture as a whole, so that a smaller preview may decide a
   * little differently than the full-size picture. Absent: never.
   */
  looksAtWhole?(values: ValuesOf<Set>): boolean;
  /**
   * How far programs made of this operation may be from the browser, as the largest difference of
   * any 8-bit value, and why. Absent: not at all. Not in the built app.
   */
  readonly tolerance?: { readonly difference: number; readonly reason: string };
  /**
   * How like the preview and the shrunk export are at least, as mean structural similarity, and why
   * it is no better. Absent: 0.98. Not in the built app.
   */
  readonly previewSimilarity?: { readonly min: number; readonly reason: string };
  /** A few words for the step's card, such as "+0.35 EV, highlights kept". */
  brief(values: ValuesOf<Set>): string;
  /** One sentence in the past tense for reports. */
  sentence(values: ValuesOf<Set>): string;
}

/**
 * An operation whose values are checked when used: the form that lists and documents work with.
 * `Values` that come in were parsed by the operation's own parameters.
 */
export interface Operation extends Omit<
  OperationDeclaration<ParameterSet>,
  | 'build'
  | 'isIdentity'
  | 'brief'
  | 'sentence'
  | 'parameters'
  | 'neutral'
  | 'beginsNeutral'
  | 'example'
  | 'addsAlpha'
  | 'looksAtWhole'
> {
  readonly parameters: ReadonlyMap<string, Parameter>;
  build(image: Picture, values: Values): Picture;
  isIdentity(values: Values): boolean;
  /** All values of an identity, or null when there is none. */
  readonly neutral: Values | null;
  /** All values that a new step begins with, and that Reset goes back to. */
  readonly start: Values;
  readonly example: { readonly text: string; readonly values: Values };
  readonly reshapes: boolean;
  readonly sizedByContent: boolean;
  addsAlpha(values: Values): boolean;
  looksAtWhole(values: Values): boolean;
  brief(values: Values): string;
  sentence(values: Values): string;
}

/** Values by parameter name. */
export type Values = Readonly<Record<string, ParameterValue>>;

/** Returns the values that a document means which leaves them out; a new step has `start`. */
export function initialValues(operation: Operation): Values {
  return Object.fromEntries(
    [...operation.parameters].map(([name, parameter]) => [name, parameter.initial]),
  );
}

/**
 * Returns the values that documents write, in the order of the declaration: all but those of parameters
 * that came later and have their initial value, so that what is named by what it contains keeps its name.
 */
export const writtenValues = ({ parameters }: Operation, values: Values): Values =>
  Object.fromEntries(
    [...parameters].flatMap(([name, { cameLater, initial }]): [string, ParameterValue][] => {
      const value = values[name];
      const isLeftOut = cameLater && JSON.stringify(value) === JSON.stringify(initial);
      return value === undefined || isLeftOut ? [] : [[name, value]];
    }),
  );

/**
 * Returns the operation of a declaration. The declaration is typed by its own parameters; the
 * operation takes any values and checks them against those parameters, so a list of operations
 * needs no cast. Its methods throw TypeError for values that do not fit, which cannot happen for
 * values that went through `parsePipeline` or an edit. `build` alone takes them as they are: a
 * preview scales distances below the least that a person may choose.
 */
export function defineOperation<const Set extends ParameterSet>(
  declaration: OperationDeclaration<Set>,
): Operation {
  const parameters = new Map<string, Parameter>(Object.entries(declaration.parameters));
  const checked = (values: Values): ValuesOf<Set> => {
    for (const [name, parameter] of parameters) {
      const parsed = parameter.parse(values[name]);
      if (!parsed.ok) {
        throw new TypeError(`${declaration.id}.${name}: expected ${parsed.expected}`);
      }
    }
    // Every parameter of Set was just parsed, which the type system cannot follow through a loop.
    return values as ValuesOf<Set>;
  };
  const initial = Object.fromEntries([...parameters].map(([name, p]) => [name, p.initial]));
  // Values of Set, which are ParameterValues, but Partial adds undefined to the index.
  const beside = (some: object = {}): Values => ({ ...initial, ...(some as Values) });
  const neutral = declaration.neutral ? beside(declaration.neutral) : null;
  return {
    ...declaration,
    parameters,
    neutral,
    start: (declaration.beginsNeutral ? neutral : null) ?? initial,
    example: {
      text: declaration.example.text,
      values: beside(declaration.example.values),
    },
    reshapes: declaration.reshapes ?? declaration.group === 'geometry',
    sizedByContent: declaration.sizedByContent ?? false,
    addsAlpha: (values) => declaration.addsAlpha?.(checked(values)) ?? false,
    looksAtWhole: (values) => declaration.looksAtWhole?.(checked(values)) ?? false,
    build: (image, values) => declaration.build(image, values as ValuesOf<Set>),
    isIdentity: (values) => declaration.isIdentity?.(checked(values)) ?? false,
    brief: (values) => declaration.brief(checked(values)),
    sentence: (values) => declaration.sentence(checked(values)),
  };
}
