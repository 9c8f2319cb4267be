import type { HazardView, LiveRow, RegionView } from '#contracts';
import { batch, signal } from '@preact/signals';
import type { Answer } from '../api/http.ts';
import type { Outbox } from '../api/outbox.ts';
import type { Session } from '../session/session.ts';
import { bodyOf, changesOf, draftOf, EMPTY_DRAFT, isComplete, type HazardDraft } from './hazard-draft.ts';

/** The most that the api lists. */
export const MOST_LISTED = 500;

/** What of the desk the list of warnings needs. */
export interface HazardDesk {
  readonly session: Session;
  readonly outbox: Outbox;
  readonly region: RegionView;
  readonly store: { onRow(listener: (row: LiveRow | undefined) => void): () => void };
}

/** A warning that is being written: a new one, or a change of the one named. */
export interface Editing {
  readonly hazard: HazardView | undefined;
  readonly draft: HazardDraft;
}

/** The warnings of a region, level with the journal, and the one that is being written. */
export class HazardState {
  readonly hazards = signal<readonly HazardView[] | undefined>(undefined);
  readonly loadFailure = signal<Answer<unknown> | undefined>(undefined);
  readonly typed = signal('');
  readonly isAllShown = signal(false);
  readonly editing = signal<Editing | undefined>(undefined);
  readonly isSending = signal(false);
  readonly failure = signal<Answer<unknown> | undefined>(undefined);
  private loading: AbortController | undefined;
  private stopRows: (() => void) | undefined;

  constructor(
    private readonly desk: HazardDesk,
    private readonly label: string,
  ) {}

  start(): void {
    void this.load();
    this.stopRows = this.desk.store.onRow((row) => {
      if (row === undefined || row.subjectType === 'premiseHazard') void this.load();
    });
  }

  stop(): void {
    this.stopRows?.();
    this.loading?.abort();
  }

  async load(): Promise<void> {
    this.loading?.abort();
    const loading = new AbortController();
    this.loading = loading;
    const state = this.isAllShown.peek() ? ('all' as const) : ('current' as const);
    const query = { regionId: this.desk.region.id, state, limit: MOST_LISTED };
    const answer = await this.desk.session.call('listHazards', { query, signal: loading.signal });
    if (loading.signal.aborted) return;
    batch(() => {
      this.loadFailure.value = answer.kind === 'ok' ? undefined : answer;
      if (answer.kind === 'ok') this.hazards.value = answer.value.hazards;
    });
  }

  showAll(isAllShown: boolean): void {
    this.isAllShown.value = isAllShown;
    void this.load();
  }

  begin(hazard?: HazardView): void {
    const draft = hazard ? draftOf(hazard, this.desk.region.timeZone) : EMPTY_DRAFT;
    batch(() => {
      this.failure.value = undefined;
      this.editing.value = { hazard, draft };
    });
  }

  change(part: Partial<HazardDraft>): void {
    const editing = this.editing.peek();
    if (editing) this.editing.value = { ...editing, draft: { ...editing.draft, ...part } };
  }

  close(): void {
    this.editing.value = undefined;
  }

  async save(): Promise<void> {
    const editing = this.editing.peek();
    if (!editing || !isComplete(editing.draft)) return;
    const { hazard, draft } = editing;
    const { id: regionId, timeZone } = this.desk.region;
    if (!hazard) {
      const body = { regionId, ...bodyOf(draft, timeZone) };
      return this.send(() => this.desk.outbox.send('createHazard', { body, label: this.label }));
    }
    const changes = changesOf(draft, hazard, timeZone);
    if (!changes) return this.close();
    const body = { ...changes, expectedVersion: hazard.version };
    const params = { hazardId: hazard.id };
    await this.send(() => this.desk.outbox.send('patchHazard', { params, body, label: this.label }));
  }

  /** Ends the warning that is open: it is shown to nobody from now on, and kept. */
  async end(): Promise<void> {
    const hazard = this.editing.peek()?.hazard;
    if (!hazard) return;
    const params = { hazardId: hazard.id };
    await this.send(() => this.desk.outbox.send('removeHazard', { params, body: {}, label: this.label }));
  }

  /** What was refused stays in the form, over what the list says now. */
  private async send(command: () => Promise<Answer<unknown>>): Promise<void> {
    if (this.isSending.peek()) return;
    this.isSending.value = true;
    const answer = await command();
    batch(() => {
      this.isSending.value = false;
      this.failure.value = answer.kind === 'ok' ? undefined : answer;
      if (answer.kind === 'ok') this.editing.value = undefined;
    });
    await this.load();
    if (answer.kind === 'refused' && answer.problem.reason === 'versionOutdated') this.rebase();
  }

  /** Goes on from the version that somebody else saved meanwhile; the failure says that there is one. */
  private rebase(): void {
    const editing = this.editing.peek();
    const newest = this.hazards.peek()?.find(({ id }) => id === editing?.hazard?.id);
    if (editing && newest) this.editing.value = { ...editing, hazard: newest };
  }
}
