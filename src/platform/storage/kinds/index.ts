import type { WorkName } from '../../../core/stored/kinds';
import { asset } from './asset';
import { cover } from './cover';
import { gallery } from './gallery';
import { picture } from './picture';
import { preset } from './preset';
import { reference } from './reference';
import { source } from './source';
import type { StoredReader } from './stored-record';
import { unread } from './unread';
import { version } from './version';
import { work } from './work';

/** Every kind of record in the database of the work. */
export const storedReaders: Readonly<Record<WorkName, StoredReader>> = {
  work,
  source,
  picture,
  reference,
  cover,
  asset,
  preset,
  version,
  gallery,
  unread,
};
