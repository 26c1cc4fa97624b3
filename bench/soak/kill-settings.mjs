/** Small settings while the browser is killed: they lie where browsers write late. */
import { stateFaults } from './browser-kills.mjs';
import { closeWindow, fromMenu, isSaved, patience } from './kill-kinds.mjs';

/** Theme, export settings and an export preset of each round, which the page reads before it is drawn. */
const settingsAt = (number) => ({
  theme: number % 2 === 0 ? 'Light' : 'Dark',
  quality: 10 + (number % 60),
  preset: `Kept ${number}`,
});

/** Waits until no more comes: settings that came late begin the page anew, before any window opens. */
async function settled(app) {
  const look = async () => {
    await app.page.locator('main:not([inert])').waitFor({ timeout: patience });
    await fromMenu(app, 'Settings');
    await app.page.getByRole('dialog', { name: 'Settings' }).waitFor({ timeout: patience });
    await closeWindow(app);
  };
  // It begins anew once at most.
  await look().catch(look);
}

export const settings = {
  name: 'settings',
  words: 'changes of theme, export settings and export presets',
  async prepare(app) {
    await app.add('Sharpen');
    await isSaved(app);
  },
  async act(app, ledger) {
    const number = Number(ledger.begun.at(-1) ?? 0) + 1;
    const { theme, quality, preset } = settingsAt(number);
    ledger.begin(String(number));
    await fromMenu(app, 'Settings');
    await app.page.getByRole('radio', { name: theme }).check({ force: true });
    await closeWindow(app);
    await app.changeQuality(quality);
    await app.page.getByRole('button', { name: 'Save as export preset' }).click();
    await app.page.getByRole('textbox', { name: 'Name of the export preset' }).fill(preset);
    await app.page.getByRole('button', { name: 'Save', exact: true }).click();
    await app.page.getByRole('button', { name: 'Remove preset' }).waitFor();
    // The work that the quality belongs to is saved when it rests.
    await isSaved(app);
    ledger.say(String(number));
  },
  async look(app, ledger) {
    await settled(app);
    const options = app.page.getByRole('combobox', { name: 'Export preset' }).locator('option');
    const names = (await options.allTextContents())
      .map((text) => text.trim())
      .filter((text) => /^Kept \d+$/.test(text));
    const last = Number(names.at(-1)?.split(' ')[1] ?? 0);
    const begun = ledger.begun.includes(String(last + 1)) ? [last, last + 1] : [last];
    const theme = await app.page.evaluate(() => document.documentElement.dataset.theme);
    if (!begun.some((at) => settingsAt(at).theme.toLowerCase() === theme)) {
      throw new Error(`export preset ${last} is there with the theme ${theme}`);
    }
    return [String(last)];
  },
  faults: stateFaults,
};
