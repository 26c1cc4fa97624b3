import type { HoldsMetadata } from '../metadata/holds';
import type { Values } from '../operations/define';
import type { Parameter, ParameterSet, ValuesOf } from '../parameters';

/** Bits per channel of the pixels that an encoder is given. */
export type Depth = 8 | 16 | 'keep';

/** What `defineFormat` takes: everything there is to say about one output format. */
export interface FormatDeclaration<Set extends ParameterSet, Id extends string = string> {
  /** Equals the file name; written into settings; never renamed. */
  readonly id: Id;
  readonly label: string;
  /** Without the dot. */
  readonly extension: string;
  readonly mime: string;
  readonly summary: string;
  /** Longest side in pixels that the format can hold. */
  readonly longestSide: number;
  readonly holds: HoldsMetadata & {
    readonly alpha: boolean;
    /** Whether the format can hold more than 8 bits per channel. */
    readonly sixteenBit: boolean;
    /** Whether a picture of one band stays one; where not, it becomes colour. */
    readonly grey: boolean;
  };
  /** The part of the engine that encodes it and is fetched when first needed; null: always there. */
  readonly encoder: 'heif' | 'jxl' | null;
  /** Encoder settings, drawn as a form like an operation's parameters. */
  readonly parameters: Set;
  /** The parameters that most people change; the others are folded away. */
  readonly main: readonly (keyof Set & string)[];
  /**
   * The pixels that the encoder is given, in bits per channel, for these values; 'keep': 8 or 16,
   * as the picture has.
   */
  depth(values: ValuesOf<Set>): Depth;
  /** The parameter that trades bytes for quality with these values; null when nothing does. */
  lossy(values: ValuesOf<Set>): (keyof Set & string) | null;
  /**
   * What encoding takes with these values, in seconds per million pixels, on two cores of a server of
   * 2024 in a browser: a forecast, which `Pace` fits to the device.
   */
  seconds(values: ValuesOf<Set>): number;
  /** The parameter that trades time for bytes and changes no pixel much; null where there is none. */
  readonly effort: (keyof Set & string) | null;
  /**
   * Bytes of memory that the encoder holds for each pixel at once, besides the rows that stream
   * through it; nothing when left out.
   */
  bytesPerPixel?(values: ValuesOf<Set>, bands: number, bytesPerBand: 1 | 2): number;
  /** Whether all frames of an animation are written with these values; the first alone if absent. */
  animates?(values: ValuesOf<Set>): boolean;
  /** wasm-vips's saver and its options, without `keep` and `profile`, which the exporter adds. */
  save(values: ValuesOf<Set>): {
    readonly method: string;
    readonly options: Readonly<Record<string, string | number | boolean>>;
  };
}

export interface Format<Id extends string = string> extends Omit<
  FormatDeclaration<ParameterSet, Id>,
  'parameters' | 'main' | 'save' | 'depth' | 'lossy' | 'seconds' | 'bytesPerPixel' | 'animates'
> {
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly main: readonly string[];
  depth(values: Values): Depth;
  lossy(values: Values): string | null;
  seconds(values: Values): number;
  bytesPerPixel(values: Values, bands: number, bytesPerBand: 1 | 2): number;
  animates(values: Values): boolean;
  save(values: Values): {
    readonly method: string;
    readonly options: Readonly<Record<string, string | number | boolean>>;
  };
}

/**
 * Returns the format of a declaration; its functions throw TypeError for values that do not fit it.
 */
export function defineFormat<const Set extends ParameterSet, const Id extends string>(
  declaration: FormatDeclaration<Set, Id>,
): Format<Id> {
  const parameters = new Map<string, Parameter>(Object.entries(declaration.parameters));
  const checked = (values: Values): ValuesOf<Set> => {
    for (const [name, parameter] of parameters) {
      const parsed = parameter.parse(values[name]);
      if (!parsed.ok) throw new TypeError(`${declaration.id}.${name}: expected ${parsed.expected}`);
    }
    // Every parameter of Set was just parsed, which the type system cannot follow through a loop.
    return values as ValuesOf<Set>;
  };
  return {
    ...declaration,
    parameters,
    depth: (values) => declaration.depth(checked(values)),
    lossy: (values) => declaration.lossy(checked(values)),
    seconds: (values) => declaration.seconds(checked(values)),
    bytesPerPixel: (values, ...each) => declaration.bytesPerPixel?.(checked(values), ...each) ?? 0,
    animates: (values) => declaration.animates?.(checked(values)) ?? false,
    save: (values) => declaration.save(checked(values)),
  };
}
