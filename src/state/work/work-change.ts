import { cutText } from '../../core/base/cut-text';
import { limits } from '../../core/base/limits';
import { readRecord } from '../../core/base/read-record';
import { formatsById } from '../../core/formats/index';
import type { ExportSettings } from '../../core/formats/settings';
import { resize } from '../../core/operations/geometry/resize';
import { operationsById } from '../../core/operations/known';
import type { Step } from '../../core/pipeline/pipeline';
import { stepTitle } from '../../core/pipeline/step-title';

/**
 * What can be done to the work, and how it is said: # is the step, @ what `of` names. The names are
 * stored, so they stay; the words may change.
 */
const deeds = {
  add: 'Add #',
  remove: 'Remove #',
  duplicate: 'Duplicate #',
  move: 'Move #',
  enable: 'Switch on #',
  disable: 'Switch off #',
  rename: 'Rename #',
  note: 'Note on #',
  reset: 'Reset #',
  example: 'Show an example of #',
  values: 'Change #: @',
  settings: 'Change @',
  'export-preset': 'Change export preset @',
  'rename-pipeline': 'Rename pipeline',
  'rename-set': 'Rename set',
  new: 'New pipeline',
  read: 'Read pipeline from @',
  append: 'Append pipeline from @',
  'apply-preset': 'Apply preset @',
  'append-preset': 'Append preset @',
  text: 'Edit as @',
  suggestion: 'Take a suggestion',
  auto: 'Auto',
  take: 'Take a change of #',
  restore: 'Restore a version',
  merge: 'Merge',
  open: 'Open @',
  close: 'Close @',
  join: 'Add @',
  drop: 'Remove @',
  rate: 'Rate @',
  pick: 'Pick @',
  reject: 'Reject @',
  unflag: 'Unflag @',
  own: 'Change # for @ only',
  shared: 'Use the set’s #',
  give: 'Give # to all',
  'draw-larger': 'Draw with @ pixels',
  'draw-as-is': 'Draw at its own size',
  /** Of a record that was stored with its words. */
  said: '@',
};

type Deed = keyof typeof deeds;

/** One change of the work, as undo keeps it: what was done, which is said when it is shown. */
export interface WorkChange {
  readonly did: Deed;
  /** The step that it was done to; absent where it was more than one step. */
  readonly step?: Pick<Step, 'operation' | 'name'>;
  /** The parameter or setting that was changed, or the name of what was opened, read or applied. */
  readonly of?: string;
}

/** Returns a change of one step, which is called as it is called now. */
export const changeOf = (did: Deed, { operation, name }: Pick<Step, 'operation' | 'name'>) =>
  ({ did, step: { operation, ...(name !== undefined && { name }) } }) satisfies WorkChange;

/** Returns the path of the first export setting that differs, such as `values.jpeg.quality`. */
export function changedSetting(before: ExportSettings, after: ExportSettings): string {
  const path: string[] = [];
  let was: unknown = before;
  let is: unknown = after;
  while (typeof was === 'object' && was !== null && typeof is === 'object' && is !== null) {
    if (Array.isArray(is)) break;
    const fields = new Map<string, unknown>(Object.entries(was));
    const next = Object.entries<unknown>({ ...is }).find(
      ([name, value]) => value !== fields.get(name),
    );
    if (!next) break;
    path.push(next[0]);
    was = fields.get(next[0]);
    is = next[1];
  }
  return path.join('.');
}

const settingNames = new Map([
  ['fitUnder', 'fit under'],
  ['fitKeepsSize', 'fit under'],
  ['metadataGroups', 'metadata'],
  ['carriesPipeline', 'pipeline inside'],
  ['fileName', 'file name'],
]);

function settingInWords(path: string): string {
  const [first = '', second = '', third = ''] = path.split('.');
  const format = formatsById.get(second);
  if (first === 'resize')
    return `size: ${resize.parameters.get(second)?.label.toLowerCase() ?? second}`;
  if (format)
    return `${format.label} ${format.parameters.get(third)?.label.toLowerCase() ?? third}`;
  return settingNames.get(first) ?? first;
}

function named({ did, step, of = '' }: WorkChange): string {
  if (did === 'settings') return settingInWords(of);
  if (did !== 'values' || !step) return of;
  return operationsById.get(step.operation)?.parameters.get(of)?.label ?? 'setting';
}

/** Returns a change in words, such as "Add Sepia". */
export const workChangeInWords = (change: WorkChange): string =>
  deeds[change.did].replace(/[#@]/g, (mark) => {
    if (mark === '@') return named(change);
    return change.step ? stepTitle(change.step) : 'the pipeline';
  });

const isDeed = (did: string): did is Deed => Object.hasOwn(deeds, did);

/** Reads what was stored of a change; null where it holds none. */
export function readWorkChange(entry: unknown): WorkChange | null {
  const of = readRecord(entry);
  const cut = (text: string): string => cutText(text, limits.document.stringLength);
  const label = of.text('label');
  // Records of earlier versions hold the words alone.
  if (label !== null) return { did: 'said', of: cut(label) };
  const change = readRecord(of.any('change'));
  const did = change.text('did');
  if (did === null) return null;
  if (!isDeed(did)) return { did: 'said', of: cut(did) };
  const step = readRecord(change.any('step'));
  const [operation, name, what] = [step.text('operation'), step.text('name'), change.text('of')];
  return {
    did,
    ...(operation !== null && {
      step: { operation: cut(operation), ...(name !== null && { name: cut(name) }) },
    }),
    ...(what !== null && { of: cut(what) }),
  };
}
