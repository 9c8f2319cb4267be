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

/** Prints the incident whose timeline is open, else the unit board. */
export async function printDesk(desk: Desk): Promise<void> {
  try {
    const { printBoard, printIncidentView } = await import('../history/print-views.ts');
    const isIncident = desk.isTimelineShown.peek() && desk.selectedIncident.peek() !== undefined;
    if (isIncident) printIncidentView(desk);
    else printBoard(desk);
  } catch {
    desk.say({ tone: 'warning', text: t('history.failed') });
  }
}
