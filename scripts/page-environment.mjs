/**
 * Where stores are tested: as Vitest's `node`, but with Svelte's edition for pages, in which effects
 * run. Its edition for servers, which other tests get, leaves them out.
 */
export default {
  name: 'page',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
};
