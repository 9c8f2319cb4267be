import { t } from '../i18n/text.ts';
import type { Desk } from './desk.ts';

/** Looks back in time, or returns to now. What it takes is loaded then. */
export async function togglePast(desk: Desk): Promise<void> {
  const past = desk.past.peek();
  if (past) {
    past.close();
    return;
  }
  try {
    const { openHistory } = await import('../history/open-history.tsx');
    if (!desk.past.peek()) desk.past.value = openHistory(desk);
  } catch {
    desk.say({ tone: 'warning', text: t('history.failed') });
  }
}
