import { sha256 } from '../../../core/assets/asset';
import { stored } from '../../../core/stored/kinds';
import { readStored } from '../assets';
import { always, never, type StoredReader } from './stored-record';

/** Named by the bytes that they have; in a backup they are files. */
export const asset: StoredReader = {
  read: async ({ key, file, now }) => {
    if (!file) return null;
    const hash = await sha256(new Uint8Array(await file.arrayBuffer()));
    const record = { addedAt: now, png: file };
    return stored.asset.prefix + hash === key && readStored(record) ? record : null;
  },
  counts: always,
  isAdded: always,
  staysInPlace: never,
};
