import { sha256 } from '../../core/assets/asset';
import { readListed, versionsOfList } from '../../core/pipeline/versions/listed';
import { parseHead, writeHead } from '../../core/pipeline/versions/record';
import {
  type Version,
  versionBounds,
  type VersionHead,
} from '../../core/pipeline/versions/version';
import { readSmallPicture } from '../../core/pipeline/versions/small-picture';
import { ok, type Result } from '../../core/base/result';
import { asideKey, stored } from '../../core/stored/kinds';
import { HeadReader } from './head-reader';
import type { Change, ListableStore } from './key-value-store';
import { type Bell, tabBell } from './library';
import {
  type Arriving,
  contentsKey,
  headKey,
  headPrefix,
  keeping,
  letGo,
  pictureKey,
  readHeads,
  readWhole,
  type VersionList,
  versionRecordKind,
} from './version-records';

/** Returns the bell for changes of the versions of the site whose names start with `prefix`. */
export const versionsBell = (prefix: string): Bell => tabBell(`${prefix}versions`);

/** Versions of pipelines, in the same database as the work. Every tab sees all of them. */
export class StoredVersions {
  /** Whether the list that there was before has been looked for. */
  #isTakenOver = false;
  readonly #reader = new HeadReader();

  constructor(
    private readonly records: ListableStore,
    private readonly bell: Bell,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** Returns what is known of all versions; what cannot be read is left out. */
  async list(): Promise<Result<VersionList>> {
    if (!this.#isTakenOver) {
      const done = await this.#takeOver();
      if (!done.ok) return done;
      this.#isTakenOver = true;
    }
    const read = await this.records.readAll(headPrefix);
    return read.ok ? ok(readHeads(read.value, this.#reader)) : read;
  }

  /** Makes versions of the records of the list that there was before, and lets go of these. */
  async #takeOver(): Promise<Result<null>> {
    const keys = await this.records.keys();
    if (!keys.ok) return keys;
    const own = keys.value.filter(
      (key) => key.startsWith(stored.version.prefix) && versionRecordKind(key) === 'listed',
    );
    if (own.length === 0) return ok(null);
    const read = await this.records.read(own);
    if (!read.ok) return read;
    const listed = own.flatMap((key, index) => {
      const record = readListed(read.value[index]);
      return record ? [{ key, record }] : [];
    });
    const versions = await versionsOfList(listed.map(({ record }) => record));
    return this.#change(
      versions.map(({ id }) => contentsKey(id)),
      (values) => {
        const { put, drop } = keeping(values, { versions }, this.#moment(), this.#reader);
        return { put, drop: [...drop, ...listed.map(({ key }) => key)] };
      },
    );
  }

  /** Returns a version with its contents; null when these are not here or cannot be read. */
  async contents(head: VersionHead): Promise<Result<Version | null>> {
    const key = contentsKey(head.id);
    const read = await this.records.read([key]);
    if (!read.ok) return read;
    const [value] = read.value;
    const version = readWhole(head, value);
    if (value !== undefined && !version) {
      // Where no later write reaches it, and where the Storage page shows it.
      const put = new Map([[asideKey(this.now(), key), value]]);
      const moved = await this.records.write({ put, drop: [key] });
      if (!moved.ok) return moved;
    }
    return ok(version);
  }

  /** Returns a small picture by its hash; null when it is not here. */
  async picture(hash: string): Promise<Result<Blob | null>> {
    const read = await this.records.read([pictureKey(hash)]);
    if (!read.ok) return read;
    const picture = readSmallPicture(read.value[0]);
    return ok(picture ? new Blob([picture.bytes], { type: picture.type }) : null);
  }

  /**
   * Keeps versions in one transaction. One that is here already is joined with what comes, and what
   * is too much is let go of.
   * @param pinned ids of versions that stay whatever their age
   */
  keep(arriving: Arriving, pinned: ReadonlySet<string> = new Set()): Promise<Result<null>> {
    const keys = arriving.versions.map(({ id }) => contentsKey(id));
    return this.#change(keys, (values) =>
      keeping(values, arriving, this.#moment(pinned), this.#reader),
    );
  }

  /** Changes what may change of a head; resolves to what it is then, or null when it is not here. */
  async amend(
    id: string,
    change: (head: VersionHead) => VersionHead,
    more: ReadonlyMap<string, unknown> = new Map(),
  ): Promise<Result<VersionHead | null>> {
    const key = headKey(id);
    const amended = (value: unknown): VersionHead | null => {
      const head = parseHead(value);
      return head.ok ? change(head.value) : null;
    };
    const updated = await this.records.update([key], ([value]) => {
      const head = amended(value);
      return head && { put: new Map([...more, [key, writeHead(head)]]), drop: [] };
    });
    if (!updated.ok) return updated;
    this.bell.ring();
    return ok(amended(updated.value[0]));
  }

  /** Gives a version its small picture, unless it has one; resolves as `amend`. */
  async depict(id: string, picture: Blob): Promise<Result<VersionHead | null>> {
    const bytes = new Uint8Array(await picture.arrayBuffer());
    if (bytes.length === 0 || bytes.length > versionBounds.pictureBytes) return ok(null);
    const hash = await sha256(bytes);
    return this.amend(
      id,
      (head) => (head.picture ? head : { ...head, picture: { hash, bytes: bytes.length } }),
      new Map([[pictureKey(hash), { type: picture.type, bytes }]]),
    );
  }

  /** Lets go of a version; its trace stays. */
  remove(id: string): Promise<Result<null>> {
    return this.#change([], (values) => {
      const { heads } = readHeads(values, this.#reader);
      const strip = heads.filter((head) => head.id === id);
      return letGo(heads, { strip, relink: [], forget: [] });
    });
  }

  /** Calls `listener` when another tab changes versions; returns what stops that. */
  watch(listener: () => void): () => void {
    return this.bell.hear(listener);
  }

  #moment(pinned: ReadonlySet<string> = new Set()) {
    return { now: this.now(), pinned };
  }

  async #change(
    keys: readonly string[],
    decide: (values: ReadonlyMap<string, unknown>) => Change,
  ): Promise<Result<null>> {
    const updated = await this.records.updateAll(headPrefix, keys, decide);
    if (!updated.ok) return updated;
    this.bell.ring();
    return ok(null);
  }
}
