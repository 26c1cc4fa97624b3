import { type ExportSettings, writeExportSettings } from '../../formats/settings';
import { writtenValues } from '../../operations/define';
import { operationsById } from '../../operations/index';
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

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** Returns a step that the table cannot say, or that no version knew, as JSON. */
function jsonStep(step: Step): string {
  const { operation } = step;
  // As it came: the order of its fields is part of it.
  if (step.kind === 'placeholder') return step.original;
  const { enabled, values } = step;
  return JSON.stringify({ operation, ...(enabled ? {} : { enabled }), parameters: values });
}

function writeStep(step: Step): string {
  const entry = step.kind === 'known' ? entryOf('operation', step.operation) : undefined;
  const declared = operationsById.get(step.operation);
  const values =
    entry && declared && step.kind === 'known'
      ? writeValues(entry, writtenValues(declared, step.values))
      : null;
  const off = step.enabled ? '' : 'e';
  return entry && values !== null ? `${entry.code}${off}${values}` : `Xo${sized(jsonStep(step))}`;
}

const wordsOf = ({ name, note }: Step): string =>
  (name === undefined ? '' : `x${sized(name)}`) + (note === undefined ? '' : `w${sized(note)}`);

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

/** A piece of the compact text, and what it is about. */
export interface LinkPart {
  readonly about: 'words' | 'settings' | Step;
  readonly text: string;
}

/**
 * Returns a pipeline as the pieces of the compact text that links of version 1 carry: for each step
 * its code in the frozen table and the values that differ from the frozen initial ones. Ids, the
 * date and the preset that it came from stay at home.
 */
export function linkParts(pipeline: Pipeline, { names, settings }: LinkChoices): LinkPart[] {
  const { name, description, steps } = pipeline;
  const title = name === emptyPipeline.name ? '' : `Xn${sized(name)}`;
  const about = description === undefined ? '' : `Xd${sized(description)}`;
  const parts: LinkPart[] = [
    { about: 'words', text: names ? title + about : '' },
    ...steps.flatMap((step): LinkPart[] => [
      { about: step, text: writeStep(step) },
      { about: 'words', text: names ? wordsOf(step) : '' },
    ]),
    { about: 'settings', text: settings === null ? '' : writeSettings(settings) },
  ];
  return parts.filter(({ text }) => text !== '');
}
