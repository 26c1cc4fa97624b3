import { createContext } from 'svelte';
import type { BatchJournal } from '../core/batch/journal';
import type { Engine } from '../core/jobs';
import type { Offline } from '../platform/offline';
import type { BrowserTexts } from '../platform/text-store';
import type { Workspaces } from '../platform/workspaces';
import type { Session } from './session.svelte';
import type { Updates } from './updates';

/** What the app's own parts share beside the stores. */
export interface Services {
  readonly engine: Engine;
  readonly session: Session;
  readonly updates: Updates;
  readonly offline: Offline;
  readonly workspaces: Workspaces;
  readonly texts: BrowserTexts;
  readonly journal: BatchJournal;
}

export const [getServices, setServices] = createContext<Services>();
