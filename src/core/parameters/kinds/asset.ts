import { type Common, type Declared, parameterOf } from '../parameter';

/** A picture kept with the document, by the SHA-256 of its PNG file in hex; empty for none. */
export type AssetParameter = Common<'asset', string>;

/** A picture kept with the document. */
export const asset = (input: Omit<Declared<string>, 'initial'>): AssetParameter =>
  parameterOf(
    { ...input, initial: '' },
    {
      kind: 'asset',
      read: (value) =>
        typeof value === 'string' && /^(?:[0-9a-f]{64})?$/.test(value) ? value : null,
      expected: 'a picture by its SHA-256 (64 hex digits), or empty for none',
      format: (value) => (value === '' ? 'no picture' : `picture ${value.slice(0, 8)}`),
      schema: { type: 'string', pattern: '^([0-9a-f]{64})?$' },
      range: 'a picture',
    },
  );
