import { writeDocument } from '../../core/documents/document';
import { parseVersion, type Version, maxVersions } from '../../core/pipeline/version';
import { ok, type Result } from '../../core/base/result';
import { stored } from '../../core/stored/kinds';
import type { KeyValueStore } from './key-value-store';

const versionPrefix = stored.version.prefix;

/** Versions of pipelines, in the same database as the work. Every tab sees all of them. */
export class StoredVersions {
  constructor(private readonly records: KeyValueStore) {}

  /** Returns all versions, the newest first; what cannot be read is left out. */
  async list(): Promise<Result<readonly Version[]>> {
    const keys = await this.records.keys();
    if (!keys.ok) return keys;
    const own = keys.value.filter((key) => key.startsWith(versionPrefix));
    const read = await this.records.read(own);
    if (!read.ok) return read;
    const versions = own.flatMap((key, index) => {
      const version = parseVersion(key.slice(versionPrefix.length), read.value[index]);
      return version ? [version] : [];
    });
    return ok(versions.sort((one, other) => other.at - one.at));
  }

  /** Keeps a version, and lets the oldest go that are too many and that nobody asked for. */
  async keep(version: Version): Promise<Result<null>> {
    const { id, at, reason, pipeline } = version;
    const record = { at, reason, pipeline: writeDocument(pipeline) };
    const all = await this.list();
    const spare = all.ok ? all.value.filter((one) => one.reason !== 'asked') : [];
    const drop = spare.slice(maxVersions - 1).map((one) => versionPrefix + one.id);
    return this.records.write({ put: new Map([[versionPrefix + id, record]]), drop });
  }

  /** Forgets a version. */
  remove(id: string): Promise<Result<null>> {
    return this.records.write({ put: new Map(), drop: [versionPrefix + id] });
  }
}
