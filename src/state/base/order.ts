import type { ExportSettings } from '../../core/formats/settings';
import type { Source } from '../../core/engine/contract';
import type { Pipeline } from '../../core/pipeline/pipeline';

/**
 * What a file or a report is made of, taken from the workspace once, when it is asked for: what is
 * said of the result later is said of this, whatever is open or set by then.
 */
export interface Order {
  readonly source: Source;
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings;
}

/** The work as it is now, of which orders are taken. */
export interface Orderable extends Omit<Order, 'source'> {
  readonly source: Source | null;
}

/** Returns the work as it is now as an order; null while no picture is open. */
export const orderOf = ({ source, pipeline, settings }: Orderable): Order | null =>
  source && { source, pipeline, settings };

/** Returns everything in export settings that counts for the bytes of a file, which its name does not. */
export const contentsOf = ({ fileName: _, ...settings }: ExportSettings): string =>
  JSON.stringify(settings);

/** Returns whether two orders come to the same file, by whatever name; also when there is none. */
export const isSameFile = (one: Order | null, other: Order | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.source === other.source &&
    one.pipeline === other.pipeline &&
    (one.settings === other.settings || contentsOf(one.settings) === contentsOf(other.settings)));
