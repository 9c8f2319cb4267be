import type { Desk, PastView } from '../desk/desk.ts';
import { HistoryBar } from './history-bar.tsx';
import { HistoryMode } from './history-mode.ts';
import '../styles/history.css';

/** Begins to look back on a desk. */
export function openHistory(live: Desk): PastView {
  const mode = new HistoryMode(live);
  return {
    desk: mode.desk,
    onKey: (event) => mode.onKey(event),
    close: () => mode.close(),
    Bar: () => <HistoryBar mode={mode} />,
  };
}
