import '../styles/print.css';
import { formatClock, formatDay, locale } from '#ui';
import type { Desk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import type { DeskMap } from './desk-map.ts';

/** Tiles are drawn again for paper; printing waits for them. */
const DRAW_MS = 1200;
const PAGE_RULE = '@page { size: A4 landscape; margin: 8mm }';

/** Prints the map with the incidents beside it, black on white whatever the screen's theme is. */
export async function printMap(desk: Desk, map: DeskMap | undefined): Promise<void> {
  const root = document.documentElement;
  if (!map || root.dataset['print'] !== undefined) return;
  const { region, clock } = desk;
  const time = `${formatDay(clock.now(), region.timeZone, locale.value)} ${formatClock(clock.now(), region.timeZone)}`;
  root.dataset['print'] = 'map';
  const sheet = document.querySelector<HTMLElement>('.desk');
  sheet?.setAttribute(
    'data-print-title',
    `${t('map.printTitle', { region: region.name })} · ${t('map.printAt', { time })}`,
  );
  // The page's policy refuses style elements; a sheet made by script is no markup.
  const page = new CSSStyleSheet();
  page.replaceSync(PAGE_RULE);
  document.adoptedStyleSheets.push(page);
  try {
    map.refresh();
    await new Promise((resolve) => setTimeout(resolve, DRAW_MS));
    window.print();
  } finally {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== page);
    delete root.dataset['print'];
    sheet?.removeAttribute('data-print-title');
    map.refresh();
  }
}
