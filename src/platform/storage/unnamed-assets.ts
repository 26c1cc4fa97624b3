import { hashesIn } from '../../core/assets/asset';
import { ok, type Result } from '../../core/base/result';
import { galleryFilePrefix, smallPicturePrefix, stored } from '../../core/stored/kinds';
import { type AssetStore, readStored } from './assets';
import type { KeyValueStore } from './key-value-store';

const assetPrefix = stored.asset.prefix;

/** Where pictures lie, which name no assets. */
const pictures = [
  assetPrefix,
  stored.source.prefix,
  stored.picture.prefix,
  stored.cover.prefix,
  smallPicturePrefix,
  galleryFilePrefix,
] as const;

/**
 * A picture that nothing names is kept for this long after it came, in milliseconds: what names it may
 * not be stored yet.
 */
const keptUnnamed = 24 * 60 * 60 * 1000;

/**
 * Drops assets that came more than a day ago and that nothing which is stored here names. Call it while
 * no other tab is open: what its undo brings back need not be stored.
 * @param tab what this tab has used, which stays
 */
export async function dropUnnamedAssets(
  records: KeyValueStore,
  tab: Pick<AssetStore, 'knows'>,
  now: number,
): Promise<Result<null>> {
  const keys = await records.keys();
  if (!keys.ok) return keys;
  const assets = keys.value.filter((key) => key.startsWith(assetPrefix));
  if (assets.length === 0) return ok(null);
  const others = keys.value.filter((key) => !pictures.some((start) => key.startsWith(start)));
  const [here, naming] = [await records.read(assets), await records.read(others)];
  if (!here.ok) return here;
  if (!naming.ok) return naming;
  const named = hashesIn(naming.value);
  const drop = assets.filter((key, index) => {
    const hash = key.slice(assetPrefix.length);
    if (named.has(hash) || tab.knows(hash)) return false;
    const addedAt = readStored(here.value[index])?.addedAt ?? 0;
    return now - addedAt > keptUnnamed;
  });
  return drop.length === 0 ? ok(null) : records.write({ put: new Map(), drop });
}
