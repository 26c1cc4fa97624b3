import { type Common, type Declared, parameterOf } from '../parameter';

interface Options<Value extends string> {
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}
export type ChoiceParameter<Value extends string = string> = Common<'choice', Value> &
  Options<Value>;

/** One of a few named values. */
export function choice<const Value extends string>(
  input: Declared<NoInfer<Value>> & Options<Value>,
): ChoiceParameter<Value> {
  const { options } = input;
  const chosen = (value: unknown) => options.find((option) => option.value === value);
  return parameterOf(input, {
    kind: 'choice',
    read: (value) => chosen(value)?.value ?? null,
    expected: `one of ${options.map(({ value }) => `"${value}"`).join(', ')}`,
    format: (value) => chosen(value)?.label ?? value,
    schema: { enum: options.map(({ value }) => value) },
    range: options.map(({ label }) => label).join('; '),
    tries: (value) => {
      const others = options.filter((option) => option.value !== value).slice(0, 3);
      const named = others.map(({ label }) => `“${label}”`).join(', ');
      return named === '' ? null : `${named} instead of “${chosen(value)?.label ?? value}”`;
    },
  });
}
