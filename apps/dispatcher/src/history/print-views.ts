import { formatClock, formatDay, locale } from '#ui';
import type { Desk } from '../desk/desk.ts';
import { th } from './history-texts.ts';
import '../styles/history.css';

const PAGE_RULE = '@page { size: A4 portrait; margin: 14mm }';

/** Prints one part of the desk, black on white and at its full length, whatever the screen's theme is. */
function printPart(desk: Desk, part: 'incident' | 'board'): void {
  const root = document.documentElement;
  if (root.dataset['print'] !== undefined) return;
  const { region, clock, user } = desk;
  const at = clock.now();
  const time = `${formatDay(at, region.timeZone, locale.value)} ${formatClock(at, region.timeZone)}`;
  root.dataset['print'] = part;
  const sheet = document.querySelector<HTMLElement>('.desk');
  sheet?.setAttribute(
    'data-print-title',
    `${region.name} · ${th('printed', { name: user.displayName, time })}`,
  );
  // The page's policy refuses style elements; a sheet made by script is no markup.
  const page = new CSSStyleSheet();
  page.replaceSync(PAGE_RULE);
  document.adoptedStyleSheets.push(page);
  try {
    window.print();
  } finally {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== page);
    delete root.dataset['print'];
    sheet?.removeAttribute('data-print-title');
  }
}

/** Prints the selected incident with its timeline. */
export const printIncidentView = (desk: Desk): void => printPart(desk, 'incident');
/** Prints the unit board. */
export const printBoard = (desk: Desk): void => printPart(desk, 'board');
