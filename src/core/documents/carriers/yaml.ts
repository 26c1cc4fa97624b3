import { number } from '../../base/words';
import {
  constructFromEvents,
  dump,
  type Event,
  EVENT_ID,
  getScalarValue,
  JSON_SCHEMA,
  parseEvents,
  YAMLException,
} from 'js-yaml';
import { type AppError, appError } from '../../base/errors';
import { limits } from '../../base/limits';
import { pathInside } from '../../pipeline/path';
import type { Pipeline } from '../../pipeline/pipeline';
import { fail, ok, type Result } from '../../base/result';
import { type DocumentExtras, type ReadDocument, writeDocument } from '../document';
import { readDocument } from '../read-document';
import { failedAt, locatedResult, type Place, placeOf, placesOf, tooLarge } from './text';

/** Returns a document as YAML 1.2 text, without anchors and without folded lines. */
export const writeYaml = (pipeline: Pipeline, extras: DocumentExtras = {}): string =>
  dump(writeDocument(pipeline, extras), { noRefs: true, lineWidth: -1 });

/** Nothing but what JSON has: no tags, no aliases, no dates. */
const safely = { schema: JSON_SCHEMA, maxAliases: 0 };

const startOf = (event: Event): number => {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) return event.start;
  return 0;
};

/** Finds where wanted paths stand among the events of a text. */
class PlaceFinder {
  readonly places = new Map<string, Place>();
  private readonly placeAt: (offset: number) => Place;

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
    private readonly wanted: ReadonlySet<string>,
  ) {
    this.placeAt = placesOf(text);
  }

  /**
   * Walks the events of one node; returns the index behind them.
   * @param path null for what is inside of something that is not wanted
   */
  walk(index: number, path: string | null, offset: number): number {
    const event = this.events[index];
    if (!event) return index + 1;
    const within = path === '' || (path !== null && this.wanted.has(path)) ? path : null;
    if (within) this.places.set(within, this.placeAt(offset));
    let next = index + 1;
    if (event.type === EVENT_ID.MAPPING) {
      while (this.events[next] && this.events[next]?.type !== EVENT_ID.POP) {
        const key = this.events[next];
        const at = key ? startOf(key) : offset;
        next = this.walk(next + 1, within === null ? null : this.fieldPath(within, key), at);
      }
      return next + 1;
    }
    if (event.type === EVENT_ID.SEQUENCE) {
      for (let item = 0; this.events[next]; item += 1) {
        const found = this.events[next];
        if (!found || found.type === EVENT_ID.POP) break;
        next = this.walk(next, within === null ? null : pathInside(within, item), startOf(found));
      }
      return next + 1;
    }
    return next;
  }

  private fieldPath(path: string, key: Event | undefined): string {
    const name = key?.type === EVENT_ID.SCALAR ? getScalarValue(this.text, key) : '?';
    return pathInside(path, name);
  }
}

interface Parsed {
  readonly value: unknown;
  readonly text: string;
  readonly events: readonly Event[];
}

function placesIn({ text, events }: Parsed, wanted: ReadonlySet<string>): Map<string, Place> {
  const finder = new PlaceFinder(text, events, wanted);
  // The first event opens the document.
  const [, root] = events;
  if (root) finder.walk(1, '', startOf(root));
  return finder.places;
}

/** Letters of the parser's own reason that are shown. */
const maxReason = 100;

function failureOf(error: unknown, text: string): Result<never> {
  // It may name what it is about, which may be as long as the document.
  const reason = error instanceof YAMLException ? error.reason.slice(0, maxReason) : '';
  const isAlias = /alias/i.test(reason);
  const words = isAlias
    ? 'this YAML uses an alias (*). Aliases are not accepted in shared pipelines.'
    : `this is not YAML that can be read here${reason ? ` (${reason})` : ''}.`;
  const place =
    error instanceof YAMLException && error.mark ? placeOf(text, error.mark.position) : null;
  const sentence = place === null ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  return fail(failedAt(appError('CFG-SHAPE', sentence, { safe: 'Nothing was changed.' }), place));
}

/** Between any two nodes stands one of these, or a space where nesting is bounded. */
const marks = /\r\n|[\n\r,[{]/g;

/** Returns the failure of a text that would take too long to parse; null when it would not. */
function tooMany(text: string): AppError | null {
  let count = 0;
  marks.lastIndex = 0;
  while (count <= limits.yamlMarks && marks.test(text)) count += 1;
  if (count <= limits.yamlMarks) return null;
  const max = number(limits.yamlMarks);
  return appError(
    'CFG-SIZE',
    `This YAML has more than ${max} lines and list entries, which no pipeline needs.`,
    { safe: 'Nothing was changed.', advice: `At most ${max} are read; JSON may have more.` },
  );
}

const notOne = (count: number): AppError =>
  appError('CFG-SHAPE', `This YAML holds ${count === 0 ? 'nothing' : 'more than one document'}.`, {
    safe: 'Nothing was changed.',
  });

/** Parses YAML as far as it is JSON in other clothes; a failure names the line. */
export function parseYaml(text: string): Result<Parsed> {
  const unfit = tooLarge(text) ?? tooMany(text);
  if (unfit) return fail(unfit);
  const source = text.replace(/^\ufeff/, '');
  try {
    // The parser counts some lists twice; how deep a document may be is checked when it is read.
    const events = parseEvents(source, { maxDepth: 2 * limits.document.depth });
    const documents = constructFromEvents(events, { ...safely, source });
    if (documents.length !== 1) return fail(notOne(documents.length));
    return ok({ value: documents[0], text: source, events });
  } catch (error) {
    return failureOf(error, text);
  }
}

/** Reads a document from YAML text, as far as possible; problems and failures name their lines. */
export function readYaml(text: string): Result<ReadDocument> {
  const parsed = parseYaml(text);
  if (!parsed.ok) return parsed;
  const { value: yaml } = parsed;
  return locatedResult(readDocument(yaml.value), (wanted) => placesIn(yaml, wanted));
}
