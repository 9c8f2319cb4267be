import type { Page } from 'playwright-core';
import { contrastInPage } from './contrast-in-page.mjs';

export interface WeakText {
  readonly text: string;
  readonly ratio: number;
  readonly colors: string;
  readonly where: string;
}

export interface ContrastReading {
  /** How many pieces of text were looked at. */
  readonly texts: number;
  readonly weak: readonly WeakText[];
}

/**
 * Reads the contrast of each piece of text that is seen inside `within`, from the colours the browser computed: the text's own
 * over all the backgrounds behind it. Text that cannot be used now (disabled) is left out, as WCAG does.
 */
export const readContrast = (page: Page, within: string, atLeast: number): Promise<ContrastReading> =>
  page.evaluate<ContrastReading>(`(${String(contrastInPage)})(${JSON.stringify(within)}, ${atLeast})`);
