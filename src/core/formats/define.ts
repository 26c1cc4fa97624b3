import type { Values } from '../operations/define';
import type { Parameter, ParameterSet, ValuesOf } from '../operations/parameters';

/** What `defineFormat` takes: everything there is to say about one output format. */
export interface FormatDeclaration<Set extends ParameterSet> {
  /** Equals the file name; written into settings; never renamed. */
  readonly id: string;
  readonly label: string;
  /** Without the dot. */
  readonly extension: string;
  readonly mime: string;
  readonly summary: string;
  /** Longest side in pixels that the format can hold. */
  readonly longestSide: number;
  readonly holds: {
    readonly alpha: boolean;
    readonly sixteenBit: boolean;
    readonly exif: boolean;
  };
  /** Encoder settings, drawn as a form like an operation's parameters. */
  readonly parameters: Set;
  /** wasm-vips's saver and its options, without `keep` and `profile`, which the exporter adds. */
  save(values: ValuesOf<Set>): {
    readonly method: string;
    readonly options: Readonly<Record<string, string | number | boolean>>;
  };
}

export interface Format extends Omit<FormatDeclaration<ParameterSet>, 'parameters' | 'save'> {
  readonly parameters: ReadonlyMap<string, Parameter>;
  save(values: Values): {
    readonly method: string;
    readonly options: Readonly<Record<string, string | number | boolean>>;
  };
}

/** Returns the format of a declaration; `save` throws TypeError for values that do not fit it. */
export function defineFormat<const Set extends ParameterSet>(
  declaration: FormatDeclaration<Set>,
): Format {
  const parameters = new Map<string, Parameter>(Object.entries(declaration.parameters));
  return {
    ...declaration,
    parameters,
    save: (values) => {
      for (const [name, parameter] of parameters) {
        const parsed = parameter.parse(values[name]);
        if (!parsed.ok)
          throw new TypeError(`${declaration.id}.${name}: expected ${parsed.expected}`);
      }
      // Every parameter of Set was just parsed, which the type system cannot follow through a loop.
      return declaration.save(values as ValuesOf<Set>);
    },
  };
}
