import type { PolicyHead } from '#contracts';
import { signal, type Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Answer } from '../../api/http.ts';
import { failureText, fieldErrors } from '../../api/refusal-text.ts';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { followChanges, type RegionChange } from '../region-changes.ts';

/** The same shape, to be written into. */
export type Editable<T> = T extends readonly (infer One)[]
  ? Editable<One>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Editable<T[Key]> }
    : T;

const CHECK_AFTER_MS = 500;

export interface PolicySource<Content> {
  /** The journal's name of a saved version, and of which policy where there are several. */
  readonly journalKind: string;
  readonly subjectId?: string;
  /** Name of the content in requests, with which the paths of its faults begin. */
  readonly name: string;
  load(): Promise<Answer<{ readonly head: PolicyHead; readonly content: Content }>>;
  check(content: Content): Promise<Answer<unknown>>;
  save(content: Content, expectedVersion: number, note: string): Promise<Answer<unknown>>;
}

/** What is being edited of a policy, checked by the server while it is typed. */
export class PolicyEdit<Content> {
  readonly head = signal<PolicyHead | undefined>(undefined);
  readonly draft = signal<Editable<Content> | undefined>(undefined);
  readonly faults = signal<Readonly<Record<string, string>>>({});
  readonly failure = signal('');
  readonly said = signal('');
  readonly note = signal('');
  readonly isChanged = signal(false);
  /** Who has saved another version while this one was edited. */
  readonly overtaken = signal<{ readonly by: string | null; readonly version: number } | undefined>(
    undefined,
  );
  private isSaving = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor(
    private readonly office: Pick<Office, 'timeZone' | 'edits' | 'time'>,
    private readonly source: PolicySource<Content>,
  ) {}

  async load(): Promise<void> {
    const answer = await this.source.load();
    this.failure.value = failureText(answer, this.office.timeZone);
    if (answer.kind !== 'ok') return;
    this.head.value = answer.value.head;
    this.draft.value = structuredClone(answer.value.content) as Editable<Content>;
    this.faults.value = {};
    this.overtaken.value = undefined;
    this.isChanged.value = false;
    this.office.edits.settle();
  }

  change(edit: (draft: Editable<Content>) => void): void {
    const next = structuredClone(this.draft.peek());
    if (next === undefined) return;
    edit(next);
    this.replace(next);
  }

  replace(next: Editable<Content>): void {
    this.draft.value = next;
    this.isChanged.value = true;
    this.office.edits.touch();
    this.said.value = '';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.check(), CHECK_AFTER_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.office.edits.settle();
  }

  async save(): Promise<void> {
    clearTimeout(this.timer);
    const content = this.draft.peek();
    const version = this.head.peek()?.version;
    if (content === undefined || version === undefined) return;
    this.isSaving = true;
    this.take(await this.source.save(content as Content, version, this.note.peek()));
    this.isSaving = false;
    if (Object.keys(this.faults.peek()).length > 0 || this.failure.peek() !== '') return;
    await this.load();
    this.note.value = '';
    this.said.value = o('form.saved');
  }

  /** Shows a version that somebody else has saved, or says so where something typed would be lost. */
  async follow(changes: readonly RegionChange[]): Promise<void> {
    const known = this.head.peek()?.version ?? 0;
    const last = changes.at(-1);
    if (this.isSaving || (last?.version !== undefined && last.version <= known)) return;
    if (!this.isChanged.peek()) {
      await this.load();
      if (last)
        this.said.value = o('live.updated', {
          name: last.by ?? o('live.somebody'),
          time: this.office.time(last.at).slice(-5),
        });
    } else if (last?.version !== undefined) this.overtaken.value = { by: last.by, version: last.version };
  }

  /** What was typed goes on as the version after the one that came between. */
  keepMine(): void {
    const between = this.overtaken.peek();
    const head = this.head.peek();
    if (!between || !head) return;
    this.head.value = { ...head, version: between.version };
    this.overtaken.value = undefined;
    this.failure.value = '';
  }

  private async check(): Promise<void> {
    this.asked += 1;
    const asked = this.asked;
    const answer = await this.source.check(this.draft.peek() as Content);
    // A later edit has been asked about since.
    if (asked === this.asked) this.take(answer);
  }

  private take(answer: Answer<unknown>): void {
    const errors = Object.entries(fieldErrors(answer)).map(
      ([path, text]) => [path.replace(new RegExp(`^${this.source.name}\\.?`), ''), text] as const,
    );
    this.faults.value = Object.fromEntries(errors);
    this.failure.value = failureText(answer, this.office.timeZone);
  }
}

export function usePolicy<Content>(office: Office, source: PolicySource<Content>): PolicyEdit<Content> {
  const edit = useMemo(() => new PolicyEdit<Content>(office, source), [source.name, office]);
  useEffect(() => {
    void edit.load();
    const { journalKind, subjectId } = source;
    const stopFollowing = followChanges(
      office.changes,
      (row) => row.kind === journalKind && (subjectId === undefined || row.subjectId === subjectId),
      (changes) => void edit.follow(changes),
    );
    return () => {
      stopFollowing();
      edit.stop();
    };
  }, [edit]);
  return edit;
}

export type Faults = Signal<Readonly<Record<string, string>>>;
