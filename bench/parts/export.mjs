/** Part (a): the same export by Pipette in Chromium and by its peers, in turn. */
import sharp from 'sharp';
import { loadPeers } from '../peers.mjs';
import { milliseconds, table, verdict } from '../print.mjs';
import { median } from '../statistics.mjs';

const rounds = 5;

async function peerTime(peer, bytes) {
  const start = performance.now();
  const file = await peer.run(bytes);
  const time = performance.now() - start;
  const { width, height } = await sharp(file).metadata();
  if (Math.max(width, height) !== 1920) throw new Error(`${peer.name} made ${width} × ${height}.`);
  return time;
}

/** Exports a file that has not been made ahead: that would be handed over in no time. */
async function timed(app) {
  const exported = await app.export();
  if (!Number.isFinite(exported.engine)) throw new Error('Pipette had the file already.');
  return exported;
}

export async function measureExport({ chromium, picture }) {
  const peers = await loadPeers();
  const app = await chromium.newApp();
  await app.open(picture);
  await app.add('Resize');
  const sharpen = await app.add('Sharpen');
  // The first time, code is compiled and memory is claimed; it is not counted for anybody.
  const check = await sharp((await app.export()).path).metadata();
  if (check.width !== 1920) throw new Error(`Pipette made ${check.width} × ${check.height}.`);
  for (const peer of peers) await peerTime(peer, picture.bytes);

  const whole = [];
  const again = [];
  const engine = [];
  const times = peers.map(() => []);
  await app.unfold(sharpen);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, peer] of peers.entries()) {
      if (index === 0) {
        await app.makeAhead(83);
        await app.changeQuality(82);
        // Pressed before a file of the changed step is made ahead: all is to be done.
        await app.change(sharpen, round);
        const first = await timed(app);
        whole.push(first.click);
        engine.push(first.engine);
        await app.changeQuality(81);
        again.push((await timed(app)).click);
      }
      times[index].push(await peerTime(peer, picture.bytes));
    }
  }
  await app.close();

  const own = median(whole);
  const rows = peers.map((peer, index) => {
    const theirs = median(times[index]);
    const ratio = own / theirs;
    const result = verdict(`export against ${peer.name}`, ratio, peer.target);
    return [peer.name, milliseconds(theirs), ratio.toFixed(2), `≤ ${peer.target}`, result];
  });
  table(
    ['to 1920 px, sharpen, JPEG 82', 'median', 'Pipette : peer', 'target', ''],
    [
      ['Pipette, click to file', milliseconds(own), '1', '', ''],
      [
        "  of it, the engine's own time",
        milliseconds(median(engine)),
        (median(engine) / own).toFixed(2),
        '',
        '',
      ],
      ['  after a change of quality', milliseconds(median(again)), '', '', ''],
      ...rows,
    ],
  );
}
