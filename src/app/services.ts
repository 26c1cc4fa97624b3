import { createContext } from 'svelte';
import type { Engine } from '../core/jobs';
import type { Offline } from '../platform/offline';
import type { Session } from './session.svelte';
import type { Updates } from './updates';

/** What the app's own parts share beside the stores. */
export interface Services {
  readonly engine: Engine;
  readonly session: Session;
  readonly updates: Updates;
  readonly offline: Offline;
}

export const [getServices, setServices] = createContext<Services>();
