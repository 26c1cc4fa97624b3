import { expect, test } from './support/test';
import { test as warm } from './support/warm';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';

/** What a number box takes "1,920" and its like for, in browsers of several languages. */
const languages = [
  { locale: 'en-US', whole: '1,920', unclear: '1.920' },
  { locale: 'de-DE', whole: '1.920', unclear: '1,920' },
] as const;

for (const { locale, whole, unclear } of languages) {
  // Pages that are kept speak the language that is usual.
  const inLanguage = locale === 'en-US' ? warm : test;
  inLanguage.describe(`numbers typed in ${locale}`, () => {
    inLanguage.use({ locale });

    inLanguage('are read as the language has it, or refused in words', async ({ page, site }) => {
      const editor = new Editor(page);
      await editor.goto(site.url);
      await editor.open(await photo(300, 200));
      await editor.add('Resize');
      const edge = page.getByRole('spinbutton', { name: 'Long edge' });
      const type = async (text: string): Promise<void> => {
        await edge.fill(text);
        await edge.press('Enter');
      };
      await type('800');
      await expect(edge).toHaveAttribute('aria-valuenow', '800');
      await type(unclear);
      await expect(page.getByText(`“${unclear}” can mean 1.92 or 1920.`)).toBeVisible();
      await expect(edge).toHaveAttribute('aria-valuenow', '800');
      await type('1 92');
      await expect(page.getByText(/^Expected a number from 1 to /)).toBeVisible();
      await expect(edge).toHaveAttribute('aria-valuenow', '800');
      for (const text of [whole, '1 921', '1\u00a0922', '1\u2009923', '1’924']) {
        await type(text);
        const number = text.replace(/\D/gu, '');
        await expect(edge).toHaveAttribute('aria-valuenow', number);
        await expect(edge).toHaveAttribute('aria-invalid', 'false');
      }
    });
  });
}
