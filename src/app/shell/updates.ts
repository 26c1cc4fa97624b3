import { Offline } from '../../platform/page/offline';
import type { Late, Stores } from '../../state/context';
import type { TextStore } from '../../state/base/ports';
import { saveAll } from './save-all';

type Needed = Pick<Stores, 'notices' | 'autosave' | 'exporting'>;

/** Under which "Ready to work offline" is noted as said. */
const saidKey = 'offline-said';

/** Says when the site works offline and when a newer version waits; reloads only on demand. */
export class Updates {
  readonly offline = new Offline({
    ready: () => this.#sayReady(),
    updateWaiting: () => this.#sayUpdate(),
    unavailable: (error) => console.info('Pipette: works online only in this window.', error),
    updateFailed: () =>
      this.stores.notices.show(
        'info',
        'A newer version could not be stored completely. This one goes on; nothing is lost.',
      ),
  });

  constructor(
    private readonly stores: Needed,
    private readonly texts: TextStore,
    private readonly late: Pick<Late, 'stores'>,
  ) {}

  /** Starts to listen; never rejects. */
  async start(): Promise<void> {
    await this.offline.start();
    // On hosts without headers the first visit has stored everything before the app started.
    if (this.offline.active) this.#sayReady();
  }

  /** Looks for a newer version. Returns what to say about it. */
  async check(): Promise<string> {
    const found = await this.offline.checkForUpdate();
    if (found === 'current') return 'This is the newest version.';
    return found === 'newer'
      ? 'A newer version is being fetched.'
      : 'The site could not be reached. Try again with a connection.';
  }

  #sayReady(): void {
    if (this.texts.get(saidKey) !== null) return;
    this.texts.set(saidKey, 'yes');
    this.stores.notices.show('good', 'Ready to work offline');
  }

  #sayUpdate(): void {
    this.stores.notices.show('info', 'Update available', {
      detail: 'Your work is saved first and comes back after the reload.',
      actions: [{ label: 'Reload', run: () => void this.#reload(false) }],
    });
  }

  async #reload(unsaved: boolean): Promise<void> {
    const { notices, autosave, exporting } = this.stores;
    if (exporting.state.kind === 'running') {
      notices.show('warn', 'An export is running. Reload when it is done.', {
        actions: [{ label: 'Reload', run: () => void this.#reload(unsaved) }],
      });
      return;
    }
    const pictures = this.late.stores?.pictures ?? null;
    if (pictures?.files.busy) {
      notices.show('info', 'The pictures of the set are being stored. The page is reloaded then.');
    }
    const failure = await saveAll(autosave, pictures);
    if (failure && !unsaved) {
      notices.show('error', 'Not all of your work could be saved, so nothing was reloaded.', {
        detail: `${failure.code}: ${failure.message}`,
        actions: [{ label: 'Reload and lose it', run: () => void this.#reload(true) }],
      });
      return;
    }
    if (!this.offline.applyUpdate()) location.reload();
  }
}
