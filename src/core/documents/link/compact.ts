import { type ExportSettings, writeExportSettings } from '../../formats/settings';
import { emptyPipeline, type Pipeline, type Step } from '../../pipeline/pipeline';
import { sized } from './numbers';
import { entryOf, writeValues } from './table';

/** What travels in a link beside what the steps do. */
export interface LinkChoices {
  /** The names of pipeline and steps, the description and the notes. */
  readonly names: boolean;
  /** The export settings; null for none. */
  readonly settings: ExportSettings | null;
}

/** Returns a step that the table cannot say, or that no version knew, as JSON. */
function jsonStep(step: Step): string {
  const { operation } = step;
  if (step.kind === 'placeholder') {
    const original: unknown = JSON.parse(step.original);
    return JSON.stringify({ operation, ...(original as object) });
  }
  const { enabled, values } = step;
  return JSON.stringify({ operation, ...(enabled ? {} : { enabled }), parameters: values });
}

function writeStep(step: Step, names: boolean): string {
  const entry = step.kind === 'known' ? entryOf('operation', step.operation) : undefined;
  const values = entry && step.kind === 'known' ? writeValues(entry, step.values) : null;
  const off = step.enabled ? '' : 'e';
  const what =
    entry && values !== null ? `${entry.code}${off}${values}` : `Xo${sized(jsonStep(step))}`;
  if (!names) return what;
  const name = step.name === undefined ? '' : `x${sized(step.name)}`;
  const note = step.note === undefined ? '' : `w${sized(step.note)}`;
  return what + name + note;
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** Returns the export settings by table, or as JSON where a later version added to them. */
function writeSettings(settings: ExportSettings): string {
  const written = fieldsOf(writeExportSettings(settings));
  const { format, values, resize, fitUnder, metadataGroups, ...general } = written;
  const asJson = `Xe${sized(JSON.stringify(written))}`;
  const parts: string[] = [];
  const add = (role: string, id: string, fields: Record<string, unknown>): boolean => {
    const entry = entryOf(role, id);
    const text = entry ? writeValues(entry, fields) : null;
    if (!entry || text === null) return false;
    // The format says that there are settings at all; the other parts only what is unusual.
    if (text !== '' || role === 'format') parts.push(entry.code + text);
    return true;
  };
  const isKnown =
    typeof format === 'string' &&
    add('format', format, fieldsOf(fieldsOf(values)[format])) &&
    add('settings', 'export', {
      ...general,
      fitUnder: fitUnder ?? 0,
      metadataGroups: metadataGroups ?? [],
    }) &&
    (resize === undefined || add('settings', 'resize', fieldsOf(resize)));
  return isKnown ? parts.join('') : asJson;
}

/**
 * Returns a pipeline as the compact text that links of version 1 carry: for each step its code in
 * the frozen table and the values that differ from the frozen initial ones. Ids, the date and the
 * preset that it came from stay at home.
 */
export function writeCompact(pipeline: Pipeline, { names, settings }: LinkChoices): string {
  const { name, description, steps } = pipeline;
  return [
    names && name !== emptyPipeline.name ? `Xn${sized(name)}` : '',
    names && description !== undefined ? `Xd${sized(description)}` : '',
    ...steps.map((step) => writeStep(step, names)),
    settings === null ? '' : writeSettings(settings),
  ].join('');
}
