import type { Page } from 'playwright-core';

const LOOK_MS = 50;
const MOST_MS = 20_000;

/**
 * Waits until an expression is true in the page. The page's own security policy forbids to evaluate text, which is how the
 * browser driver repeats a condition that does not hold at once; so each look is a question of its own.
 */
export async function until(page: Page, expression: string, mostMs: number = MOST_MS): Promise<void> {
  const giveUpAt = Date.now() + mostMs;
  while (!(await page.evaluate<boolean>(`Boolean(${expression})`))) {
    if (Date.now() > giveUpAt) throw new Error(`still not so after ${mostMs} ms: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
