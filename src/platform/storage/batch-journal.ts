import { parseArea } from '../../core/batch/own-crop';
import { readFields } from '../../core/pipeline/fields';
import { nothingOwn } from '../../core/set/own-values';
import { readOwn } from '../../core/set/read-set';
import { fileDateIn } from '../../core/batch/file-dates';
import type { Moment } from '../../core/naming/tokens';
import { ok, type Result } from '../../core/base/result';
import type {
  BatchJournal,
  BatchResult,
  InterruptedRun,
  StoredRun,
} from '../../core/batch/journal';
import type { KeyValueStore } from './key-value-store';

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

function readRun(value: unknown): StoredRun | null {
  const fields = fieldsOf(value);
  const [id, startedAt, target] = [fields.get('id'), fields.get('startedAt'), fields.get('target')];
  const list = fields.get('items');
  if (fields.get('version') !== 1 || typeof id !== 'string' || typeof startedAt !== 'number') {
    return null;
  }
  if (typeof target !== 'string' || !Array.isArray(list)) return null;
  const document = readFields(fields.get('pipeline'), 'pipeline');
  const pipette = document.ok ? document.value.get('pipette') : undefined;
  const items = list.map((item: unknown) => {
    const of = fieldsOf(item);
    const [name, folder, bytes] = [of.get('name'), of.get('folder'), of.get('bytes')];
    const modified = of.get('modified');
    return {
      name: typeof name === 'string' ? name : 'picture',
      folder: typeof folder === 'string' ? folder : '',
      bytes: typeof bytes === 'number' ? bytes : 0,
      modified: typeof modified === 'number' ? modified : null,
      crop: parseArea(of.get('crop')),
      // Absent in runs of earlier versions.
      own: readOwn(of.get('own') ?? {}, pipette) ?? nothingOwn,
    };
  });
  const [pipeline, settings] = [fields.get('pipeline'), fields.get('settings')];
  const dates = fileDateIn(fields.get('dates'));
  return { version: 1, id, startedAt, target, dates, items, pipeline, settings };
}

/** Reads a stored moment; null for what is none. */
function readMoment(value: unknown): Moment | null {
  const fields = fieldsOf(value);
  const [year, month, day, hour, minute, second] = [
    ...['year', 'month', 'day', 'hour', 'minute', 'second'],
  ].map((name) => {
    const part = fields.get(name);
    return typeof part === 'number' && Number.isInteger(part) ? part : undefined;
  });
  return year === undefined ||
    month === undefined ||
    day === undefined ||
    hour === undefined ||
    minute === undefined ||
    second === undefined
    ? null
    : { year, month, day, hour, minute, second };
}

function readResult(value: unknown): BatchResult | null {
  const fields = fieldsOf(value);
  const content = fields.get('content');
  const [width, height, milliseconds, quality] = [
    fields.get('width'),
    fields.get('height'),
    fields.get('milliseconds'),
    fields.get('quality'),
  ];
  const [extension, sha256] = [fields.get('extension'), fields.get('sha256')];
  if (!(content instanceof Blob) || typeof extension !== 'string' || typeof sha256 !== 'string') {
    return null;
  }
  if (typeof width !== 'number' || typeof height !== 'number') return null;
  const camera = fieldsOf(fields.get('camera'));
  const text = (name: string): string | null => {
    const found = camera.get(name);
    return typeof found === 'string' ? found : null;
  };
  return {
    content,
    extension,
    sha256,
    width,
    height,
    quality: typeof quality === 'number' ? quality : null,
    milliseconds: typeof milliseconds === 'number' ? milliseconds : 0,
    camera: {
      date: readMoment(camera.get('date')),
      camera: text('camera'),
      lens: text('lens'),
      iso: text('iso'),
      author: text('author'),
    },
  };
}

/** Keeps runs in a database of their own; a lock for each run tells whether its tab is alive. */
export class StoredBatches implements BatchJournal {
  /** What lets go of each run that is this tab's. */
  private readonly claimed = new Map<string, () => void>();
  private closed = false;

  constructor(
    private readonly records: KeyValueStore,
    private readonly lockPrefix: string,
  ) {}

  async begin(run: StoredRun): Promise<Result<null>> {
    await this.claim(run.id);
    return this.put(`run:${run.id}`, run);
  }

  keepSource(run: string, index: number, file: Blob): Promise<Result<null>> {
    return this.put(`source:${run}:${index}`, file);
  }

  async keepResult(run: string, index: number, result: BatchResult): Promise<Result<null>> {
    if (this.closed) return ok(null);
    // In one transaction: a result is there or not, and its source goes with it.
    return this.records.write({
      put: new Map([[`done:${run}:${index}`, result]]),
      drop: [`source:${run}:${index}`],
    });
  }

  async source(run: string, index: number): Promise<Blob | null> {
    const value = await this.get(`source:${run}:${index}`);
    return value instanceof Blob ? value : null;
  }

  async result(run: string, index: number): Promise<BatchResult | null> {
    return readResult(await this.get(`done:${run}:${index}`));
  }

  async interrupted(): Promise<InterruptedRun | null> {
    const keys = await this.records.keys();
    if (!keys.ok) return null;
    const runKeys = keys.value.filter((key) => key.startsWith('run:'));
    const read = await this.records.read(runKeys);
    if (!read.ok) return null;
    const { held = [] } = await navigator.locks.query();
    const busy = new Set(held.map(({ name }) => name));
    const left = read.value
      .map(readRun)
      .filter((run) => run !== null)
      .filter(({ id }) => !busy.has(this.lockPrefix + id));
    const delivered = ({ id }: StoredRun): boolean => keys.value.includes(`delivered:${id}:`);
    for (const run of left.filter(delivered)) await this.end(run.id);
    const [newest] = left
      .filter((run) => !delivered(run))
      .sort((one, other) => other.startedAt - one.startedAt);
    if (!newest) return null;
    const prefix = `done:${newest.id}:`;
    const done = keys.value
      .filter((key) => key.startsWith(prefix))
      .map((key) => Number(key.slice(prefix.length)));
    return { run: newest, done };
  }

  async delivered(run: string, yes: boolean): Promise<void> {
    const key = `delivered:${run}:`;
    if (yes) await this.put(key, true);
    else await this.records.write({ put: new Map(), drop: [key] });
  }

  claim(run: string): Promise<boolean> {
    return new Promise((resolve) => {
      void navigator.locks.request(this.lockPrefix + run, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        if (lock === null) return undefined;
        return new Promise<void>((release) => this.claimed.set(run, release));
      });
    });
  }

  async end(run: string): Promise<void> {
    const keys = await this.records.keys();
    if (keys.ok) {
      const drop = keys.value.filter((key) => key === `run:${run}` || key.includes(`:${run}:`));
      await this.records.write({ put: new Map(), drop });
    }
    this.claimed.get(run)?.();
    this.claimed.delete(run);
  }

  async forget(): Promise<Result<null>> {
    this.closed = true;
    const cleared = await this.records.clear();
    if (!cleared.ok) this.closed = false;
    return cleared;
  }

  private put(key: string, value: unknown): Promise<Result<null>> {
    if (this.closed) return Promise.resolve(ok(null));
    return this.records.write({ put: new Map([[key, value]]), drop: [] });
  }

  private async get(key: string): Promise<unknown> {
    const read = await this.records.read([key]);
    return read.ok ? read.value[0] : undefined;
  }
}
