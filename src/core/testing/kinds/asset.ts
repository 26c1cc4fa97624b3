import fc from '../properties';
import type { AssetParameter } from '../../parameters/kinds/asset';
import { assetHashes } from '../resources';
import type { TriedKind } from './tried-kind';

export const asset: TriedKind<AssetParameter> = {
  ends: () => ['', ...assetHashes],
  drawn: (_, random) => assetHashes[Math.floor(random() * assetHashes.length)] ?? '',
  any: () => fc.constantFrom('', 'a1'.repeat(32)),
  bounds: () => ['', 'a1'.repeat(32), 'A1'.repeat(32)],
  wrong: () => [[]],
  scrawled: (_, dice) => JSON.stringify(dice.one('', 'a1'.repeat(32), 'A1'.repeat(32), 'a')),
};
