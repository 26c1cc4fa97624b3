import { isTraceRecord, parseHead, parseTrace } from '../../core/pipeline/versions/record';
import type { VersionHead, VersionTrace } from '../../core/pipeline/versions/version';

/** What a record was read as. */
export type ReadHead =
  | { readonly kind: 'head'; readonly head: VersionHead }
  | { readonly kind: 'trace'; readonly trace: VersionTrace }
  | { readonly kind: 'none' };

const none: ReadHead = { kind: 'none' };

function readHead(value: unknown): ReadHead {
  if (isTraceRecord(value)) {
    const trace = parseTrace(value);
    return trace.ok ? { kind: 'trace', trace: trace.value } : none;
  }
  const head = parseHead(value);
  return head.ok ? { kind: 'head', head: head.value } : none;
}

/** What of a record may change under one id; all else of a version is what it was for ever. */
function changeable(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const fields = new Map<string, unknown>(Object.entries(value));
  return JSON.stringify(
    ['kept', 'parents', 'label', 'pin', 'picture', 'carriedBy'].map((name) => fields.get(name)),
  );
}

/**
 * Reads records of heads and traces, and those of thousands that were read before only where something
 * was said of them since: checking all of them takes long, and each keeping meets all.
 */
export class HeadReader {
  readonly #known = new Map<string, { readonly said: string; readonly read: ReadHead }>();

  /** Returns what a record is, by its key. */
  read(key: string, value: unknown): ReadHead {
    const said = changeable(value);
    const known = this.#known.get(key);
    if (known?.said === said) return known.read;
    const read = readHead(value);
    // What cannot be read may be anything, and is looked at each time.
    if (read.kind === 'none') this.#known.delete(key);
    else this.#known.set(key, { said, read });
    return read;
  }
}
