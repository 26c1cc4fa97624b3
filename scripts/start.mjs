/** `npm start`: installs what is missing, builds, and serves dist/ until Ctrl+C. */
import { join } from 'node:path';
import { serveSite } from './site-server.mjs';
import { build, ensurePackages, root, say } from './tasks.mjs';

const port = Number(process.env.PORT ?? 4173);

await ensurePackages();
await build();
try {
  const site = await serveSite({ root: join(root, 'dist'), port });
  say(`Pipette is at ${site.url} (Ctrl+C ends it)`);
} catch (error) {
  if (error.code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`);
  process.exit(1);
}
