import type { HazardHere, LikelyDuplicate, RegionView } from '#contracts';
import { effect, signal } from '@preact/signals';
import type { Session } from '../../session/session.ts';
import type { IncidentDraft } from '../draft.ts';

/** A pause in typing after which the server is asked. */
const PAUSE_MS = 400;
const MOST_SHOWN = 3;

/** What of the desk the hints read; the server is asked through its session. */
interface DraftDesk {
  readonly session: Session;
  readonly region: RegionView;
  readonly draft: IncidentDraft;
}

/** What the place that is being typed tells: warnings at the address, and incidents that are likely the same event. */
export class DraftHints {
  readonly hazards = signal<readonly HazardHere[]>([]);
  readonly duplicates = signal<readonly LikelyDuplicate[]>([]);
  private readonly asking = new Map<
    string,
    { timer: ReturnType<typeof setTimeout>; stopper: AbortController }
  >();
  private readonly stops: (() => void)[] = [];

  constructor(private readonly desk: DraftDesk) {}

  start(): void {
    const { draft } = this.desk;
    this.stops.push(
      effect(() => {
        const location = this.location();
        const isAsked = draft.isOpen.value && location !== undefined;
        if (!isAsked) this.hazards.value = [];
        this.later('hazards', isAsked, (stopper) => this.askHazards(location!, stopper));
      }),
      effect(() => {
        const location = this.location();
        const words = draft.notes.value;
        const category = draft.category.value;
        const isAsked = draft.isOpen.value && location !== undefined && location.lon !== null;
        if (!isAsked) this.duplicates.value = [];
        this.later('duplicates', isAsked, (stopper) =>
          this.askDuplicates({ location: location!, words, ...(category !== '' && { category }) }, stopper),
        );
      }),
    );
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop();
    for (const { timer, stopper } of this.asking.values()) {
      clearTimeout(timer);
      stopper.abort();
    }
  }

  private location() {
    const { addressText, position } = this.desk.draft;
    const text = addressText.value;
    const at = position.value;
    if (text.trim() === '' && !at) return undefined;
    const source = at?.source ?? ('text' as const);
    return { lon: at?.lon ?? null, lat: at?.lat ?? null, addressText: text, source };
  }

  private later(what: string, isAsked: boolean, ask: (stopper: AbortSignal) => Promise<void>): void {
    const before = this.asking.get(what);
    clearTimeout(before?.timer);
    before?.stopper.abort();
    if (!isAsked) return;
    const stopper = new AbortController();
    this.asking.set(what, { stopper, timer: setTimeout(() => void ask(stopper.signal), PAUSE_MS) });
  }

  private async askHazards(
    location: NonNullable<ReturnType<DraftHints['location']>>,
    signalToStop: AbortSignal,
  ): Promise<void> {
    const body = { regionId: this.desk.region.id, location };
    const answer = await this.desk.session.call('findHazards', { body, signal: signalToStop });
    if (answer.kind === 'ok' && !signalToStop.aborted)
      this.hazards.value = answer.value.hazards.slice(0, MOST_SHOWN);
  }

  private async askDuplicates(asked: object, signalToStop: AbortSignal): Promise<void> {
    const body = { regionId: this.desk.region.id, ...asked };
    const answer = await this.desk.session.call('findDuplicates', { body, signal: signalToStop });
    if (answer.kind === 'ok' && !signalToStop.aborted)
      this.duplicates.value = answer.value.duplicates.slice(0, MOST_SHOWN);
  }
}
