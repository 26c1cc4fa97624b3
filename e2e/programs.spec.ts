import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { pythonPath, run } from './support/programs';
import { expect, type Page, test } from './support/warm';

async function showPrograms(
  page: Page,
  language: 'Python' | 'JavaScript' | 'Python for a cluster',
) {
  await page.getByRole('tab', { name: 'Pipeline', exact: true }).last().click();
  await page.getByRole('radio', { name: language, exact: true }).check();
  // By then the program carries the checksum that the browser computed.
  await expect(page.getByText('same pixels ✓')).toBeVisible({ timeout: 20_000 });
}

async function downloaded(page: Page, extension: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `Download .${extension}` }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), text };
}

test('a Python program makes the file that the browser exports', async ({ page, site }, info) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const source = await photo(640, 427);
  await editor.open(source);
  for (const name of ['Crop', 'Exposure', 'Sharpen']) {
    await editor.add(name);
    if (name === 'Crop') await page.keyboard.press('Escape');
  }
  await page.getByRole('radio', { name: 'PNG' }).check();
  await editor.settled();
  const exported = await editor.export();
  await showPrograms(page, 'Python');
  const program = await downloaded(page, 'py');
  expect(program.name).toBe('untitled.py');
  const folder = info.outputPath();
  await writeFile(join(folder, source.name), source.buffer);
  await writeFile(join(folder, program.name), program.text);
  const verified = await run(pythonPath(), [program.name, '--verify'], folder);
  expect(verified.out).toMatch(/^PASS: /);
  const made = await run(pythonPath(), [program.name, source.name, '-o', 'made'], folder);
  expect(made).toMatchObject({ code: 0 });
  const name = source.name.replace(/\.\w+$/, '.png');
  const pixels = await sharp(join(folder, 'made', name))
    .raw()
    .toBuffer();
  expect(pixels.equals(exported.pixels)).toBe(true);
});

test('a JavaScript program verifies itself in Node', async ({ page, site }, info) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48));
  await editor.addExample('Contrast');
  await editor.add('Vignette');
  await showPrograms(page, 'JavaScript');
  const program = await downloaded(page, 'mjs');
  const folder = info.outputPath();
  await writeFile(join(folder, program.name), program.text);
  const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
  await symlink(modules, join(folder, 'node_modules'));
  const verified = await run(process.execPath, [program.name, '--verify'], folder);
  expect(verified.out).toMatch(/^PASS: /);
});

test('a program that is dropped brings its pipeline back, and Undo takes it away again', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48));
  await editor.addExample('Contrast');
  await editor.add('Sepia');
  await showPrograms(page, 'Python for a cluster');
  const program = await downloaded(page, 'py');
  expect(program.text).toContain('import distributed');
  for (const name of ['Contrast', 'Sepia']) {
    await editor.step(name).getByRole('button', { name: 'Remove' }).click();
  }
  await expect(editor.steps).toHaveCount(0);
  const buffer = Buffer.from(program.text);
  await editor.drop({ name: program.name, mimeType: 'text/x-python', buffer });
  await expect(page.getByRole('dialog')).toContainText(`from the Python program ${program.name}`);
  await expect(editor.steps).toHaveCount(0);
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(
    page.getByText(
      /The pipeline of untitled-cluster\.py is here: 2 steps, and its export settings\./,
    ),
  ).toBeVisible();
  await expect(editor.titles).toHaveText(['Contrast', 'Sepia']);
  await editor.undoButton.click();
  await expect(editor.steps).toHaveCount(0);
  await editor.drop({ name: 'x.py', mimeType: '', buffer: Buffer.from('print("hello")') });
  await expect(page.getByText('x.py holds no pipeline that Pipette can read')).toBeVisible();
});

test('Copy puts the program into the clipboard', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48));
  await editor.add('Sepia');
  await showPrograms(page, 'Python');
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('# 1 Sepia: 80 %');
  expect(text).toContain('def pipeline(image):');
});

/** Runs p0.py and so on with --verify, and prints a list of what each of them said. */
const verifyAll = `import contextlib, io, json, runpy, sys, traceback
said = []
amount = int(sys.argv[1])
for index in range(amount):
    sys.argv = [f"p{index}.py", "--verify"]
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            runpy.run_path(sys.argv[0], run_name="__main__")
        except SystemExit:
            pass
        except BaseException:
            traceback.print_exc()
    said.append(out.getvalue())
print(json.dumps(said))`;

test('every operation makes the same pixels here as native libvips', async ({
  page,
  site,
}, info) => {
  test.setTimeout(300_000);
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48));
  await editor.addButton.click();
  const options = page.getByRole('dialog').getByRole('option');
  // Rows come in goes.
  await expect(page.getByRole('listbox')).toHaveAttribute('aria-busy', 'false');
  const all = (await options.allTextContents()).map((name) => name.trim());
  // Without a picture of the person's own it does nothing; watermark.spec.ts has one.
  const names = all.filter((name) => name !== 'Image watermark');
  await page.keyboard.press('Escape');
  expect(names.length).toBeGreaterThanOrEqual(50);
  // Many at a time, for every pipeline is drawn, exported and run; what leaves few colours comes last,
  // or it would hide a difference made before it.
  const flattening = ['Threshold', 'Posterise', 'Pixelate', 'Edges'];
  const others = names.filter((name) => !flattening.includes(name));
  const groups = Array.from({ length: Math.ceil(others.length / 8) }, (_, index) => [
    ...others.slice(8 * index, 8 * index + 8),
    ...flattening.slice(index, index + 1),
  ]);
  expect(groups.flat().sort()).toEqual([...names].sort());
  await showPrograms(page, 'Python');
  const folder = info.outputPath();
  for (const [index, group] of groups.entries()) {
    const operations = group.map((operation, at) => ({
      step: at + 1,
      operation,
      parameters: {},
      enabled: true,
    }));
    const document = JSON.stringify({ pipeline_info: { name: `Group ${index}` }, operations });
    await editor.drop({ name: 'group.json', mimeType: '', buffer: Buffer.from(document) });
    await page.getByRole('button', { name: 'Replace', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(editor.titles).toHaveText(group);
    // At once: what is handed over waits for the program of the steps and its checksum.
    const { text } = await downloaded(page, 'py');
    await writeFile(join(folder, `p${index}.py`), text);
  }
  // Each as a program of its own, but in one Python: to start it takes longer than to verify.
  await writeFile(join(folder, 'all.py'), verifyAll);
  const { code, out } = await run(pythonPath(), ['all.py', String(groups.length)], folder);
  expect(code, out).toBe(0);
  const said = JSON.parse(out) as readonly string[];
  const wrong = groups.flatMap((group, index) =>
    said[index]?.startsWith('PASS: ') ? [] : [`${group.join(', ')}: ${said[index]}`],
  );
  expect(wrong).toEqual([]);
});
