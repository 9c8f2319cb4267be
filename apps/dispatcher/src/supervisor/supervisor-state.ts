import type { SupervisionFigures, SupervisionLive } from '#contracts';
import { signal } from '@preact/signals';
import { failureText } from '../api/refusal-text.ts';
import type { Desk } from '../desk/desk.ts';

export type PeriodName = 'today' | 'last24Hours' | 'last7Days' | 'range';
export type Period =
  | { readonly period: 'today' | 'last24Hours' | 'last7Days' }
  | { readonly period: 'range'; readonly from: string; readonly to: string };

const LIVE_MS = 10_000;
const FIGURES_MS = 60_000;

/** The figures of a period and what goes on now, asked for again and again while the page is open. */
export class SupervisorState {
  readonly period = signal<Period>({ period: 'today' });
  readonly figures = signal<SupervisionFigures | undefined>(undefined);
  readonly live = signal<SupervisionLive | undefined>(undefined);
  /** Why the last question brought nothing; empty when it did. */
  readonly failure = signal('');
  private readonly timers = new Set<ReturnType<typeof setInterval>>();
  private asked = 0;

  constructor(private readonly desk: Desk) {}

  start(): void {
    void this.readFigures();
    void this.readLive();
    this.timers.add(setInterval(() => void this.readLive(), LIVE_MS));
    this.timers.add(setInterval(() => void this.readFigures(), FIGURES_MS));
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.timers.clear();
  }

  choose(period: Period): void {
    this.period.value = period;
    this.figures.value = undefined;
    void this.readFigures();
  }

  async readFigures(): Promise<void> {
    this.asked += 1;
    const { asked } = this;
    const query = { regionId: this.desk.region.id, ...this.period.peek() };
    const answer = await this.desk.session.call('getSupervisionFigures', { query });
    if (asked !== this.asked || answer.kind === 'aborted') return;
    this.failure.value = answer.kind === 'ok' ? '' : failureText(answer, this.desk.region.timeZone);
    if (answer.kind === 'ok') this.figures.value = answer.value;
  }

  async readLive(): Promise<void> {
    const query = { regionId: this.desk.region.id };
    const answer = await this.desk.session.call('getSupervisionLive', { query });
    if (answer.kind === 'ok') this.live.value = answer.value;
    else if (answer.kind !== 'aborted') this.failure.value = failureText(answer, this.desk.region.timeZone);
  }

  /** Saves the responses of the period as a file; false when it could not be had. */
  async save(): Promise<boolean> {
    const query = { regionId: this.desk.region.id, ...this.period.peek(), bom: 'true' };
    const path = `/api/v1/supervision/responses.csv?${new URLSearchParams(query)}`;
    const ask = (): Promise<Response> =>
      fetch(path, { headers: { authorization: `Bearer ${this.desk.session.token ?? ''}` } });
    try {
      let response = await ask();
      if (response.status === 401 && (await this.desk.session.refreshOrEnd()).kind === 'ok')
        response = await ask();
      if (!response.ok) return false;
      const url = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = url;
      link.download =
        /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'responses.csv';
      link.click();
      // The browser has begun to read it by then.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      return true;
    } catch {
      return false;
    }
  }
}
