import type {
  AssetParameter,
  ChoiceParameter,
  ColourParameter,
  Optional,
  TextParameter,
  ToggleParameter,
} from './kinds';

/** One of a few named values. */
export function choice<const Value extends string>(
  input: {
    readonly label: string;
    readonly initial: NoInfer<Value>;
    readonly options: readonly { readonly value: Value; readonly label: string }[];
  } & Optional<Value, 'choice'>,
): ChoiceParameter<Value> {
  return {
    ...input,
    kind: 'choice',
    parse: (value) => {
      const found = input.options.find((option) => option.value === value);
      return found
        ? { ok: true, value: found.value }
        : { ok: false, expected: `one of ${input.options.map((o) => `"${o.value}"`).join(', ')}` };
    },
    format: (value) => input.options.find((option) => option.value === value)?.label ?? value,
  };
}

/** Yes or no. */
export const toggle = (
  input: { readonly label: string; readonly initial: boolean } & Optional<boolean, 'toggle'>,
): ToggleParameter => ({
  ...input,
  kind: 'toggle',
  parse: (value) =>
    typeof value === 'boolean' ? { ok: true, value } : { ok: false, expected: 'true or false' },
  format: (value) => (value ? 'on' : 'off'),
});

/** A colour in sRGB, written `#rrggbb`. */
export const colour = (
  input: { readonly label: string; readonly initial: string } & Optional<string, 'colour'>,
): ColourParameter => ({
  ...input,
  kind: 'colour',
  parse: (value) =>
    typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)
      ? { ok: true, value: value.toLowerCase() }
      : { ok: false, expected: 'a colour such as "#ff7a45"' },
  format: (value) => value,
});

/** A line of text. */
export const text = (
  input: {
    readonly label: string;
    readonly initial: string;
    readonly longest: number;
  } & Optional<string, 'text'>,
): TextParameter => ({
  ...input,
  kind: 'text',
  parse: (value) =>
    // No line breaks or other controls, and no halves of characters.
    typeof value === 'string' &&
    [...value].length <= input.longest &&
    !/[\p{Cc}\p{Cs}]/u.test(value)
      ? { ok: true, value }
      : { ok: false, expected: `one line of text of at most ${input.longest} characters` },
  format: (value) => (value === '' ? 'no text' : `“${value}”`),
});

/** A picture kept with the document. */
export const asset = (
  input: { readonly label: string } & Optional<string, 'asset'>,
): AssetParameter => ({
  ...input,
  initial: '',
  kind: 'asset',
  parse: (value) =>
    typeof value === 'string' && /^(?:[0-9a-f]{64})?$/.test(value)
      ? { ok: true, value }
      : { ok: false, expected: 'a picture by its SHA-256 (64 hex digits), or empty for none' },
  format: (value) => (value === '' ? 'no picture' : `picture ${value.slice(0, 8)}`),
});
