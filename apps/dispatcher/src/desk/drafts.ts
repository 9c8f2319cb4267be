import type { RegionView, UserView } from '#contracts';
import { computed, effect, signal } from '@preact/signals';
import { v7 as uuidv7 } from 'uuid';
import { t } from '../i18n/text.ts';
import type { IncidentDraft, KeptDraft } from './draft.ts';
import { openDraftVault, type DraftVault, type StoredDraft } from './draft-vault.ts';
import type { Undo } from './undo.ts';

/** A draft that nobody touched for so long belongs to a call that was taken otherwise. */
export const DRAFT_KEPT_MS = 2 * 3_600_000;
/** Typing is kept in pauses this short; a crash loses at most what was typed within. */
const KEEP_DELAY_MS = 60;
const EXPIRY_CHECK_MS = 60_000;

/** One of the drafts: what is typed, since when, and whether its form was open. */
export interface DraftContent {
  readonly startedAt: number;
  readonly isOpen: boolean;
  readonly kept: KeptDraft;
}

export interface ListedDraft extends DraftContent {
  readonly id: string;
  readonly changedAt: number;
}

/** What of the desk the drafts need. */
interface DraftsDesk {
  readonly user: UserView;
  readonly region: RegionView;
  readonly draft: IncidentDraft;
  readonly undo: Undo;
  say(notice: { readonly tone: 'done'; readonly text: string }): void;
}

/**
 * All calls being taken down at this desk: one in the form, others set aside. They are kept on this machine until they are
 * saved, discarded or too old, so that neither a reload nor a crash loses what a caller said.
 */
export class Drafts {
  /** In the order in which they were begun, the one in the form among them once something is typed. */
  readonly list = signal<readonly ListedDraft[]>([]);
  readonly activeId = signal<string | undefined>(undefined);
  readonly count = computed(() => this.list.value.length);
  private readonly sendingIds = new Set<string>();
  private vault: Promise<DraftVault<DraftContent>> | undefined;
  private writing: Promise<unknown> = Promise.resolve();
  private keepTimer: ReturnType<typeof setTimeout> | undefined;
  private expiryTimer: ReturnType<typeof setInterval> | undefined;
  private isSwitching = false;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly desk: DraftsDesk,
    private readonly openVault: () => Promise<DraftVault<DraftContent>> = () => openDraftVault(),
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes up what is kept. A draft that was on its way to the server when the page went is sent again by `sendAgain`. */
  start(sendAgain: () => void): void {
    this.vault = this.openVault();
    this.stops.push(effect(() => this.follow(this.desk.draft.isOpen.value)));
    this.stops.push(
      effect(() => {
        const kept = this.desk.draft.keep();
        const id = this.activeId.value;
        if (id !== undefined && this.desk.draft.isOpen.value && !this.isSwitching) this.note(id, kept);
      }),
    );
    this.expiryTimer = setInterval(() => this.expire(), EXPIRY_CHECK_MS);
    void this.bringBack(sendAgain);
  }

  stop(): void {
    this.write();
    for (const stop of this.stops.splice(0)) stop();
    clearInterval(this.expiryTimer);
  }

  /** Opens the form for a new call. One that is being typed is set aside. */
  begin(addressText = ''): void {
    const { draft } = this.desk;
    if (draft.isOpen.peek() && !draft.isEmpty()) this.setAside();
    draft.open(addressText);
  }

  /** Closes the form and keeps what is typed. */
  setAside(): void {
    if (!this.desk.draft.isOpen.peek()) return;
    const id = this.activeId.peek();
    if (id !== undefined && !this.desk.draft.isEmpty()) this.note(id, this.desk.draft.keep(), false);
    this.leave();
  }

  /** The next draft in turn, after the last one the first. */
  next(): void {
    const ids = this.list.peek().map(({ id }) => id);
    const at = ids.indexOf(this.activeId.peek() ?? '');
    this.open(ids[(at + 1) % ids.length]);
  }

  open(id: string | undefined): void {
    const listed = this.list.peek().find((one) => one.id === id);
    if (!listed || this.activeId.peek() === id) return;
    this.setAside();
    this.isSwitching = true;
    this.activeId.value = listed.id;
    this.desk.draft.restore(listed.kept);
    this.desk.draft.isSending.value = this.sendingIds.has(listed.id);
    this.isSwitching = false;
    this.note(listed.id, listed.kept);
  }

  /** Throws the draft in the form away, or the last one where none is open; for some seconds it can be had back. */
  discard(): void {
    const id = this.activeId.peek() ?? this.list.peek().at(-1)?.id;
    const listed = this.list.peek().find((one) => one.id === id);
    if (this.activeId.peek() === id) this.leave();
    if (!listed) return;
    this.drop(listed.id);
    this.desk.undo.put({
      text: t('draft.discarded', { address: addressOf(listed) }),
      isPossible: () => true,
      take: () => {
        this.list.value = [...this.list.peek(), listed];
        this.open(listed.id);
        return Promise.resolve({ kind: 'ok', value: undefined });
      },
    });
  }

  /** Notes that a draft is on its way to the server. Answers its id, by which it is known when the answer comes. */
  beginSending(): string | undefined {
    const id = this.activeId.peek();
    if (id !== undefined) this.sendingIds.add(id);
    this.write();
    return id;
  }

  endSending(id: string | undefined): void {
    if (id !== undefined) this.sendingIds.delete(id);
  }

  /** Forgets a draft that has become an incident; true when it was the one in the form. */
  finish(id: string | undefined): boolean {
    const isActive = this.activeId.peek() === id;
    if (isActive) this.leave();
    if (id !== undefined) this.drop(id);
    return isActive;
  }

  private leave(): void {
    this.isSwitching = true;
    this.activeId.value = undefined;
    this.desk.draft.close();
    this.isSwitching = false;
  }

  /** The form may be opened and closed by anything on the desk: each opening is a draft, each closing ends it. */
  private follow(isOpen: boolean): void {
    if (this.isSwitching) return;
    const id = this.activeId.peek();
    if (isOpen && id === undefined) this.activeId.value = uuidv7();
    else if (!isOpen && id !== undefined) {
      this.activeId.value = undefined;
      this.drop(id);
    }
  }

  private note(id: string, kept: KeptDraft, isOpen = true): void {
    const before = this.list.peek().find((one) => one.id === id);
    if (this.desk.draft.isEmpty()) {
      if (before) this.drop(id);
      return;
    }
    const now = this.now();
    const listed = { id, kept, isOpen, startedAt: before?.startedAt ?? now, changedAt: now };
    this.list.value = before
      ? this.list.peek().map((one) => (one.id === id ? listed : one))
      : [...this.list.peek(), listed];
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => this.write(), isOpen ? KEEP_DELAY_MS : 0);
  }

  private drop(id: string): void {
    this.list.value = this.list.peek().filter((one) => one.id !== id);
    this.later((vault) => vault.remove(id));
  }

  /** Keeps all drafts as they are now. There are few, and only those on this desk. */
  private write(): void {
    clearTimeout(this.keepTimer);
    const { user, region } = this.desk;
    const drafts = this.list.peek();
    this.later(async (vault) => {
      for (const { id, changedAt, ...content } of drafts) {
        if (!this.list.peek().some((one) => one.id === id)) continue;
        await vault.put({ id, userId: user.id, regionId: region.id, changedAt, content });
      }
    });
  }

  private later(work: (vault: DraftVault<DraftContent>) => Promise<void>): void {
    const { vault } = this;
    if (!vault) return;
    // A full disk or a closed database: what is typed stays on the screen all the same.
    this.writing = this.writing.then(async () => work(await vault)).catch(() => undefined);
  }

  private async bringBack(sendAgain: () => void): Promise<void> {
    const { user, region } = this.desk;
    const stored = await (await this.vault!).load(user.id, region.id, this.now() - DRAFT_KEPT_MS);
    const known = new Set(this.list.peek().map(({ id }) => id));
    const back = stored.filter(({ id }) => !known.has(id)).map(listedOf);
    if (back.length === 0) return;
    this.list.value = [...back, ...this.list.peek()].sort((a, b) => a.startedAt - b.startedAt);
    const wasOpen = back.filter(({ isOpen }) => isOpen).sort((a, b) => b.changedAt - a.changedAt)[0];
    if (wasOpen && !this.desk.draft.isOpen.peek()) this.open(wasOpen.id);
    this.desk.say({ tone: 'done', text: t('draft.back', { count: back.length }) });
    // Nobody knows whether the server took it before the page was gone: the same command is sent once more.
    if (wasOpen?.kept.saving) sendAgain();
  }

  private expire(): void {
    const since = this.now() - DRAFT_KEPT_MS;
    for (const { id, changedAt } of this.list.peek())
      if (changedAt < since && id !== this.activeId.peek()) this.drop(id);
  }
}

const listedOf = ({ id, changedAt, content }: StoredDraft<DraftContent>): ListedDraft => ({
  id,
  changedAt,
  ...content,
});

/** What a draft is called in lists: its address as typed, else that there is none yet. */
export function addressOf({ kept }: DraftContent): string {
  const text = kept.addressText.trim();
  return text === '' ? t('draft.noAddress') : text;
}
