/**
 * Returns what was asked for before anything waits for it. Whoever waits later hears when it cannot be
 * had; without this the page would report that as an error that nobody hears, also before then.
 */
export function ahead<Value>(asked: Promise<Value>): Promise<Value> {
  asked.catch(() => undefined);
  return asked;
}
