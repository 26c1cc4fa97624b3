import { Offline } from '../../platform/page/offline';
import type { Stores } from '../../state/context';
import type { TextStore } from '../../state/base/ports';

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
    await autosave.flush();
    if (autosave.failure && !unsaved) {
      notices.show('error', 'Your work could not be saved, so nothing was reloaded.', {
        actions: [{ label: 'Reload and lose it', run: () => void this.#reload(true) }],
      });
      return;
    }
    if (!this.offline.applyUpdate()) location.reload();
  }
}
