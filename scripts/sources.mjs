/** Loads modules of the sources in Node, as the app's own build would compile them. */
import { createServer } from 'vite';
import { lettersOfTheWorld } from './font-faces.mjs';
import { programModules } from './program-modules.mjs';
import { root } from './tasks.mjs';

/** Runs `work` with what loads a module by its path from the root, such as `/src/core/limits.ts`. */
export async function withSources(work) {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [programModules(), ...lettersOfTheWorld()],
    server: { middlewareMode: true, watch: null },
    optimizeDeps: { noDiscovery: true },
    // Changed by a plugin, as in the app.
    ssr: { noExternal: ['harfbuzzjs'] },
  });
  try {
    return await work((path) => server.ssrLoadModule(path));
  } finally {
    await server.close();
  }
}
