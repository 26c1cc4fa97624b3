/** The screen stays awake, and a person who looked away is told. Nothing here throws. */

/** Keeps the screen awake until the returned function is called; does nothing where it cannot. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const take = async (): Promise<void> => {
    try {
      if (over || !('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
      lock = await navigator.wakeLock.request('screen');
    } catch (error) {
      console.info('Pipette: the screen may go to sleep.', error);
    }
  };
  const again = (): void => void take();
  void take();
  // Browsers let go of it whenever the tab is hidden.
  document.addEventListener('visibilitychange', again);
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', again);
    void lock?.release();
  };
}

/** Asks whether notifications may be shown. Call it within a click. */
export async function askToNotify(): Promise<void> {
  try {
    if ('Notification' in globalThis && Notification.permission === 'default') {
      await Notification.requestPermission();
    }
  } catch (error) {
    console.info('Pipette: the browser shows no notifications.', error);
  }
}

/** Shows a notification if the tab is hidden and notifications are allowed. */
export function notifyHidden(title: string, body: string): void {
  try {
    if (document.visibilityState === 'hidden' && Notification.permission === 'granted') {
      new Notification(title, { body });
    }
  } catch (error) {
    console.info('Pipette: the browser shows no notifications.', error);
  }
}
