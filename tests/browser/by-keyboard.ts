import type { DeskPage } from './desk-page.ts';

/** A busy machine may lose the connection for a moment; a person then presses Enter again when it is back. */
const ENTER_AGAIN_MILLISECONDS = 5000;
const LONGEST_MILLISECONDS = 60_000;

/** Types a whole line into the command line and enters it, wherever the focus was outside a field. */
export async function enterLine(desk: DeskPage, line: string): Promise<void> {
  const { page } = desk;
  const held = (): Promise<string> => desk.by('command-line').inputValue();
  await page.keyboard.type(line);
  const until = Date.now() + LONGEST_MILLISECONDS;
  for (;;) {
    await page.keyboard.press('Enter');
    const isTaken = await waitUntil('', async () => (await held()) === '', ENTER_AGAIN_MILLISECONDS).then(
      () => true,
      () => false,
    );
    if (isTaken) return;
    const echo = await desk.by('echo').textContent();
    if (Date.now() > until || (await held()) !== line)
      throw new Error(`the line "${line}" is not taken; it holds "${await held()}": ${echo}`);
  }
}

/** From the call to the saved incident without the mouse; answers its number. */
export async function takeCall(
  desk: DeskPage,
  call: { readonly said: string; readonly category: string; readonly priority: 1 | 2 | 3 | 4 },
): Promise<number> {
  const { page } = desk;
  await enterLine(desk, `n ${call.said}`);
  await desk.by('address-option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await desk.by('position-line').waitFor();
  await page.keyboard.press('Tab');
  await focusOn(desk, 'category-select');
  await page.keyboard.type(call.category);
  await saveForm(desk, call.priority);
  const panel = desk.by('incident-panel');
  await panel.waitFor();
  return Number(await panel.getAttribute('data-number'));
}

/** Saves; a digit answers what is still asked, or is the priority. While it is being saved nothing is pressed. */
async function saveForm(desk: DeskPage, digit: number): Promise<void> {
  const save = desk.by('save-incident');
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    await desk.page.keyboard.press(String(digit));
    await desk.page.keyboard.press('Control+Enter');
    await waitUntil('the form is saved, or asks for more', async () => !(await isBusy(save)), 30_000);
    if ((await save.count()) === 0) return;
  }
  throw new Error('the form is not saved');
}

/** True while the button says that it is saving. */
const isBusy = async (save: ReturnType<DeskPage['by']>): Promise<boolean> =>
  (await save.count()) > 0 && (await save.isDisabled({ timeout: 1000 }).catch(() => true));

/** Moves on with the Tab key until a part has the focus, as a person without a mouse does. */
export async function focusOn({ page }: DeskPage, testId: string): Promise<void> {
  for (let presses = 0; presses < 12; presses += 1) {
    const focused = await page.evaluate<string>('document.activeElement?.dataset?.testid ?? ""');
    if (focused === testId) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not lead to ${testId}`);
}

/** The page forbids the evaluation of strings, which the browser's own waiting for a condition needs. */
export async function waitUntil(
  what: string,
  isSo: () => Promise<boolean>,
  milliseconds = 10_000,
): Promise<void> {
  const until = Date.now() + milliseconds;
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
