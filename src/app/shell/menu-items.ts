import ClipboardPaste from '@lucide/svelte/icons/clipboard-paste';
import Copy from '@lucide/svelte/icons/copy';
import FileInput from '@lucide/svelte/icons/file-input';
import FilePlus from '@lucide/svelte/icons/file-plus';
import History from '@lucide/svelte/icons/file-clock';
import HardDrive from '@lucide/svelte/icons/hard-drive';
import Images from '@lucide/svelte/icons/images';
import Info from '@lucide/svelte/icons/info';
import Keyboard from '@lucide/svelte/icons/keyboard';
import Scaling from '@lucide/svelte/icons/scaling';
import Settings from '@lucide/svelte/icons/settings';
import X from '@lucide/svelte/icons/x';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { canReadClipboard, readClipboardPicture } from '../../platform/files/clipboard';
import type { Stores } from '../../state/context';
import { commands } from '../../state/screen/commands';
import type { MenuItem } from '../../ui';
import type { Dialogs } from '../windows/dialogs.svelte';
import type { Opening } from '../arriving/opening.svelte';

/** Returns the commands of the menu "More" as they are possible now. */
export function menuItems(
  { workspace, notices, presets }: Stores,
  opening: Opening,
  dialogs: Dialogs,
): readonly MenuItem[] {
  const paste: MenuItem = {
    label: 'Paste image',
    icon: ClipboardPaste,
    shortcut: commands.paste.keys[0],
    run: () => void opening.clipboard(readClipboardPicture()),
  };
  return [
    ...(canReadClipboard() ? [paste] : []),
    {
      label: 'Close image',
      icon: X,
      disabled: !workspace.source,
      run: () => void workspace.close(),
    },
    ...(workspace.source?.info.notices.some(({ kind }) => kind === 'vector')
      ? [{ label: 'Size of the drawing…', icon: Scaling, run: () => void dialogs.show('drawing') }]
      : []),
    {
      label: 'Import pipeline…',
      icon: FileInput,
      run: () => void opening.browse(),
    },
    {
      label: 'Copy steps…',
      icon: Copy,
      disabled: workspace.pipeline.steps.length === 0,
      run: () => void dialogs.show('copy'),
    },
    { label: 'Paste steps', icon: ClipboardPaste, run: () => void opening.pasteSteps() },
    {
      label: 'New pipeline',
      icon: FilePlus,
      disabled: workspace.pipeline.steps.length === 0,
      run: () => {
        workspace.replacePipeline({ did: 'new' }, emptyPipeline);
        notices.show('info', 'The pipeline is empty now. Undo brings the steps back.');
      },
    },
    { label: 'History', icon: History, run: () => void dialogs.show('history') },
    { label: 'Gallery', icon: Images, run: () => presets.go({ kind: 'gallery' }) },
    {
      label: 'Settings',
      icon: Settings,
      separated: true,
      run: () => void dialogs.show('settings'),
    },
    { label: 'Storage', icon: HardDrive, run: () => void dialogs.show('storage') },
    {
      label: 'Keyboard shortcuts',
      icon: Keyboard,
      shortcut: commands.shortcuts.keys[0],
      run: () => void dialogs.show('shortcuts'),
    },
    { label: 'About', icon: Info, run: () => void dialogs.show('about') },
  ];
}
