import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

export type Kind = 'Visual' | 'Technical' | 'Guide' | 'Speed';

/** The Report tab as a person sees it. */
export class ReportTab {
  readonly preview: Locator;

  constructor(readonly page: Page) {
    this.preview = page.locator('iframe[title="Preview of the report"]');
  }

  /** Opens the tab and waits until the report is whole. */
  async open(): Promise<void> {
    await this.page
      .getByRole('tablist', { name: 'Export & Share' })
      .getByRole('tab', { name: 'Report' })
      .click();
    await this.whole();
  }

  async choose(kind: Kind): Promise<void> {
    await this.page
      .getByRole('radiogroup', { name: 'Kind of report' })
      .getByRole('radio', { name: kind })
      .check();
    await this.whole();
  }

  /** Waits until everything that is to be measured was measured. */
  async whole(): Promise<void> {
    await expect(this.page.getByText(/^The file takes/)).toBeVisible({ timeout: 40_000 });
    await expect(this.page.getByRole('button', { name: 'Download report' })).toBeEnabled();
  }

  /** Presses one of the buttons that hand a report over, and returns the file. */
  async take(button: 'Download report' | 'Markdown' | 'JSON') {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: button, exact: true }).click();
    const file = await download;
    const bytes = await readFile(await file.path());
    return { name: file.suggestedFilename(), bytes, text: bytes.toString('utf8') };
  }
}
