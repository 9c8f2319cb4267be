import { describe, expect, it } from '@jest/globals';
import { Signal } from '@preact/signals';
import { WindowVault, type DraftVault } from '../src/desk/draft-vault.ts';
import { IncidentDraft, type KeptDraft } from '../src/desk/draft.ts';
import { DRAFT_KEPT_MS, Drafts, type DraftContent } from '../src/desk/drafts.ts';
import { loadLanguage } from '../src/i18n/text.ts';

const BOUNDS = [-56.45, -34.95, -56, -34.7] as const;

class MemoryStorage implements Storage {
  private readonly items = new Map<string, string>();
  get length(): number {
    return this.items.size;
  }
  key = (index: number): string | null => [...this.items.keys()][index] ?? null;
  getItem = (key: string): string | null => this.items.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.items.set(key, value);
  removeItem = (key: string): void => void this.items.delete(key);
  clear = (): void => this.items.clear();
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 120));

interface Machine {
  readonly storage: MemoryStorage;
  now: number;
}

async function openDesk(machine: Machine, userId = 'u1') {
  await loadLanguage('en');
  const undone: { take: () => Promise<unknown> }[] = [];
  const said: string[] = [];
  const desk = {
    draft: new IncidentDraft(BOUNDS),
    user: { id: userId },
    region: { id: 'montevideo', timeZone: 'UTC' },
    undo: { put: (undoable: { take: () => Promise<unknown> }) => undone.push(undoable) },
    say: ({ text }: { text: string }) => said.push(text),
  };
  const vault: DraftVault<DraftContent> = new WindowVault<DraftContent>(machine.storage);
  const drafts = new Drafts(
    desk as never,
    () => Promise.resolve(vault),
    () => machine.now,
  );
  drafts.start(() => undefined);
  await settled();
  return { desk, drafts, draft: desk.draft, undone, said };
}

const machine = (): Machine => ({ storage: new MemoryStorage(), now: 1_000_000 });

describe('calls being taken down', () => {
  it('come back after a reload, answers and all', async () => {
    const here = machine();
    const before = await openDesk(here);
    before.drafts.begin('Colonia 1324');
    before.draft.chooseCategory('chestPain');
    before.draft.choosePriority(2);
    before.draft.notes.value = 'door code 12';
    await settled();
    const after = await openDesk(here);
    expect(after.draft.isOpen.value).toBe(true);
    expect(after.draft.keep()).toEqual(before.draft.keep());
    expect(after.said).toHaveLength(1);
    before.drafts.stop();
    after.drafts.stop();
  });

  it('lie beside each other and are changed over in turn', async () => {
    const { drafts, draft } = await openDesk(machine());
    drafts.begin('Colonia 1324');
    drafts.begin('Rivera 2000');
    expect(drafts.list.value.map(({ kept }) => kept.addressText)).toEqual(['Colonia 1324', 'Rivera 2000']);
    drafts.next();
    expect(draft.addressText.value).toBe('Colonia 1324');
    draft.type('Colonia 1325');
    drafts.next();
    drafts.next();
    expect(draft.addressText.value).toBe('Colonia 1325');
    expect(drafts.count.value).toBe(2);
    drafts.stop();
  });

  it('are set aside by closing the form and never lost by it', async () => {
    const { drafts, draft } = await openDesk(machine());
    drafts.begin('Colonia 1324');
    drafts.setAside();
    expect(draft.isOpen.value).toBe(false);
    drafts.next();
    expect(draft.addressText.value).toBe('Colonia 1324');
    drafts.setAside();
    drafts.begin();
    drafts.setAside();
    expect(drafts.count.value).toBe(1);
    drafts.stop();
  });

  it('are thrown away on purpose, and can be had back', async () => {
    const here = machine();
    const { drafts, draft, undone } = await openDesk(here);
    drafts.begin('Colonia 1324');
    await settled();
    drafts.discard();
    await settled();
    expect(drafts.count.value).toBe(0);
    expect(here.storage.length).toBe(0);
    await undone[0]!.take();
    expect(draft.addressText.value).toBe('Colonia 1324');
    drafts.stop();
  });

  it('are forgotten once they are saved, too old, or another user’s', async () => {
    const here = machine();
    const { drafts } = await openDesk(here);
    drafts.begin('Colonia 1324');
    await settled();
    const other = await openDesk(here, 'u2');
    expect(other.drafts.count.value).toBe(0);
    here.now += DRAFT_KEPT_MS + 1;
    const late = await openDesk(here);
    expect(late.drafts.count.value).toBe(0);
    expect(here.storage.length).toBe(0);
    const id = drafts.beginSending();
    expect(drafts.finish(id)).toBe(true);
    expect(drafts.count.value).toBe(0);
    for (const each of [drafts, other.drafts, late.drafts]) each.stop();
  });

  it('stay open when another one has been saved meanwhile', async () => {
    const { drafts, draft } = await openDesk(machine());
    drafts.begin('Colonia 1324');
    const id = drafts.beginSending();
    drafts.begin('Rivera 2000');
    expect(drafts.finish(id)).toBe(false);
    expect(draft.addressText.value).toBe('Rivera 2000');
    expect(drafts.count.value).toBe(1);
    drafts.stop();
  });

  it('keep every field that can be typed', () => {
    const draft = new IncidentDraft(BOUNDS);
    // What follows from other fields, or only says how things stand.
    const notTyped = ['isOpen', 'errors', 'failure', 'isSending', 'asked'];
    const fields = Object.entries(draft)
      .filter(([name, value]) => value instanceof Signal && !notTyped.includes(name))
      .map(([name]) => name);
    const kept: KeptDraft = draft.keep();
    expect(fields.filter((name) => !Object.hasOwn(kept, name))).toEqual([]);
  });
});

describe('a typed position in the form', () => {
  it('is taken from coordinates, and goes with them', () => {
    const draft = new IncidentDraft(BOUNDS);
    draft.open('-34.9011, -56.1645');
    expect(draft.position.value).toMatchObject({ lon: -56.1645, lat: -34.9011, source: 'coordinates' });
    draft.type('-34.9011, -56.1645 gate 3');
    expect(draft.position.value).toBeUndefined();
    draft.type('filled.count.soap');
    expect(draft.asked.value).toEqual({ kind: 'refused', reason: 'threeWords' });
    draft.type('34.9011 56.1645');
    expect(draft.asked.value).toMatchObject({ kind: 'choice' });
    expect(draft.position.value).toBeUndefined();
    draft.chooseCoordinates(-56.1645, -34.9011);
    expect(draft.asked.value).toBeUndefined();
    expect(draft.addressText.value).toBe('34.9011 56.1645');
  });

  it('never takes a pin away', () => {
    const draft = new IncidentDraft(BOUNDS);
    draft.open('behind the market');
    draft.pin(-56.2, -34.9);
    draft.type('behind the market, blue gate');
    expect(draft.position.value).toMatchObject({ source: 'pin' });
  });
});
