import { copiedInWords } from '../../core/base/copied';
import type { Preset } from '../../core/documents/preset';
import type { Stores } from '../../state/context';
import type { Changed, Library } from '../../state/presets/library.svelte';
import type { MenuItem } from '../../ui';
import type { Ports } from './powers';

type Needed = Pick<Stores, 'presets' | 'notices'> & {
  readonly library: Library;
  readonly ports: Ports;
};

/** Says what came of a change of the library; a conflict opens its page. */
export function tell({ presets, notices }: Omit<Needed, 'ports' | 'library'>, changed: Changed) {
  if (changed.kind === 'failed') notices.fail(changed.error);
  if (changed.kind === 'conflict') presets.go({ kind: 'conflict' });
}

/** Deletes an own preset and offers to bring it back. */
export async function removePreset(preset: Preset, needed: Needed): Promise<void> {
  const { library, notices } = needed;
  const kept = library.kept(preset.id);
  if (!kept) return;
  const removed = await library.remove([kept]);
  tell(needed, removed);
  const { restore } = removed;
  if (!restore) return;
  notices.show('info', `“${preset.name}” is deleted.`, {
    about: 'preset',
    actions: [
      {
        label: 'Undo deleting',
        run: () => void restore().then((changed) => tell(needed, changed)),
      },
    ],
  });
}

async function duplicate(preset: Preset, needed: Needed): Promise<void> {
  const changed = await needed.library.duplicate(preset);
  tell(needed, changed);
  if (changed.kind === 'done') {
    needed.notices.show('good', `A copy of “${preset.name}” is among your presets.`);
  }
}

async function copyLink(preset: Preset, { notices, ports }: Needed): Promise<void> {
  const outcome = (await ports.copyLink?.(preset)) ?? 'refused';
  const said = copiedInWords(
    outcome,
    `The link to “${preset.name}” is copied.`,
    'The browser did not let the link be copied.',
  );
  notices.show(outcome === 'copied' ? 'good' : 'warn', said);
}

/** Returns the commands of a preset's menu. */
export function commandsFor(preset: Preset, needed: Needed): readonly MenuItem[] {
  const { library, presets, ports } = needed;
  const kept = library.kept(preset.id);
  return [
    { label: 'Apply…', run: () => presets.go({ kind: 'apply', preset, how: 'replace' }) },
    { label: 'Append…', run: () => presets.go({ kind: 'apply', preset, how: 'append' }) },
    ...(kept
      ? [
          {
            label: 'Rename, move, edit…',
            separated: true,
            run: () => presets.go({ kind: 'edit', base: kept }),
          },
        ]
      : []),
    {
      label: kept ? 'Duplicate' : 'Copy to your presets',
      separated: !kept,
      run: () => void duplicate(preset, needed),
    },
    { label: 'Export as file', run: () => void ports.save([preset], preset.name) },
    ...(ports.copyLink ? [{ label: 'Copy link', run: () => void copyLink(preset, needed) }] : []),
    ...(kept
      ? [
          {
            label: 'Delete',
            danger: true,
            separated: true,
            run: () => void removePreset(preset, needed),
          },
        ]
      : []),
  ];
}
