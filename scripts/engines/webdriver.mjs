/** A client of the W3C WebDriver protocol: as much of it as journeys need. */

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/**
 * Starts a session at a driver and returns its commands. Each rejects with the driver's own words.
 * @param {string} driver Address of the driver, such as `http://127.0.0.1:4444`.
 * @param {object} capabilities What the session must be able to do.
 */
export async function startSession(driver, capabilities) {
  async function send(method, path, body) {
    const response = await fetch(`${driver}${path}`, {
      method,
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message} (${method} ${path})`);
    return value;
  }
  const { sessionId } = await send('POST', '/session', {
    capabilities: { alwaysMatch: capabilities },
  });
  const command = (method, path, body) => send(method, `/session/${sessionId}${path}`, body);
  await command('POST', '/timeouts', { script: 120_000, pageLoad: 120_000 });
  return {
    goto: (url) => command('POST', '/url', { url }),
    reload: () => command('POST', '/refresh'),
    /** Runs the text of a function with arguments; waits for a promise it may return. */
    execute: async (source, args) => {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => (${source})(...[...arguments].slice(0, -1))).then(
          (value) => done({ value }), (error) => done({ error: String(error?.stack ?? error) }));`;
      const { value, error } = await command('POST', '/execute/async', { script, args });
      if (error !== undefined) throw new Error(error);
      return value;
    },
    perform: (actions) => command('POST', '/actions', { actions }),
    resize: (width, height) => command('POST', '/window/rect', { width, height }),
    screenshot: async () => Buffer.from(await command('GET', '/screenshot'), 'base64'),
    /** Puts files into the file input that a CSS selector finds. */
    setFiles: async (selector, paths) => {
      const found = await command('POST', '/element', { using: 'css selector', value: selector });
      const text = paths.join('\n');
      await command('POST', `/element/${found[elementKey]}/value`, { text });
    },
    end: () => command('DELETE', ''),
  };
}
