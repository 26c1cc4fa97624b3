/** Loads modules of the sources in Node, as the app's own build would compile them. */
import { createServer } from 'vite';
import { programModules } from './program-modules.mjs';
import { root } from './tasks.mjs';

/** Runs `work` with what loads a module by its path from the root, such as `/src/core/limits.ts`. */
export async function withSources(work) {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [programModules()],
    server: { middlewareMode: true, watch: null },
    optimizeDeps: { noDiscovery: true },
    // Its entry for Node has no named exports.
    ssr: { noExternal: ['opentype.js'] },
  });
  try {
    return await work((path) => server.ssrLoadModule(path));
  } finally {
    await server.close();
  }
}
