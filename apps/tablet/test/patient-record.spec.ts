import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { recordTexts as recordBg } from '#contracts/record-texts/bg.ts';
import { recordTexts as recordCs } from '#contracts/record-texts/cs.ts';
import { recordTexts as recordEn } from '#contracts/record-texts/en.ts';
import { recordTexts as recordSv } from '#contracts/record-texts/sv.ts';
import { createPatientRecord, MOST_SIGNATURE_POINTS, type PatientRecordDocument } from '#domain';
import { argumentNames, pluralCategories } from '../../../libs/ui/src/i18n/icu.ts';
import { openDB } from 'idb';
import {
  addAddendum,
  addDrug,
  addMeasurement,
  moveEntry,
  moveTime,
  removeEntry,
  toggleCode,
} from '../src/patient/edit-record.ts';
import { makeHandOverCode } from '../src/patient/hand-over-code.ts';
import { numberOf, pressKey } from '../src/patient/pad.ts';
import { RecordBook, type RecordStore } from '../src/patient/record-book.ts';
import { addPoint, pointOnSheet, type Stroke } from '../src/patient/signature.ts';
import { bg } from '../src/patient/texts/bg.ts';
import { cs } from '../src/patient/texts/cs.ts';
import { en } from '../src/patient/texts/en.ts';
import { sv } from '../src/patient/texts/sv.ts';
import { RecordVault } from '../src/patient/vault.ts';

const AT = '2026-03-01T10:00:00.000Z';
let serial = 0;
const uuid = (): string => `00000000-0000-4000-8000-${String((serial += 1)).padStart(12, '0')}`;
const source = { now: () => new Date(AT), newId: uuid };
const begin = (assignmentId = uuid()): PatientRecordDocument => ({
  ...createPatientRecord({
    recordId: uuid(),
    incidentId: uuid(),
    assignmentId,
    patientId: null,
    number: 1,
    at: AT,
  }),
  person: { name: 'Canary Birdsong', birthDate: null, ageMonths: null, sex: null, nationalId: '' },
});
const vaultName = (): string => `vault ${uuid()}`;

describe('the number pad', () => {
  const type = (keys: string, decimals: number) =>
    [...keys].reduce((shown, key) => pressKey(shown, key, decimals), '');

  it('takes digits and one point where the value has one, and no zeros in front', () => {
    expect(type('0088', 0)).toBe('88');
    expect(type('36.75', 1)).toBe('36.7');
    expect(type('3.6.8', 1)).toBe('3.6');
    expect(type('12.', 0)).toBe('12');
    expect(type('.5', 1)).toBe('0.5');
    expect(type('123456789', 0)).toBe('123456');
    expect(pressKey('12', 'delete', 0)).toBe('1');
    expect(numberOf('36.')).toBe(36);
    expect(numberOf('')).toBeUndefined();
  });
});

describe('edits of a record', () => {
  const record = begin();

  it('put a code in and take it out again', () => {
    const on = { ...record, ...toggleCode(record, 'findings', 'pale', source) };
    expect(on.findings).toMatchObject([{ code: 'pale', at: AT }]);
    expect(toggleCode(on, 'findings', 'pale', source)).toEqual({ findings: [] });
    const clear = { ...record, hasNoKnownAllergies: true };
    expect(toggleCode(clear, 'allergies', 'latex', source)).toMatchObject({ hasNoKnownAllergies: false });
  });

  it('move times by minutes, and not into the future', () => {
    const later = new Date('2026-03-01T10:00:30.000Z');
    expect(moveTime(AT, -1, later)).toBe('2026-03-01T09:59:00.000Z');
    expect(moveTime(AT, 1, later)).toBe('2026-03-01T10:00:30.000Z');
    const drug = { code: 'morphine', words: '', dose: 5, unit: 'mg', route: 'intravenous', at: AT } as const;
    const given = { ...record, ...addDrug(record, drug, source) };
    const { id } = given.medication[0]!;
    expect(moveEntry(given, 'medication', id, -2, source).medication).toMatchObject([
      { at: '2026-03-01T09:58:00.000Z', dose: 5 },
    ]);
    expect(removeEntry(given, 'medication', id)).toEqual({ medication: [] });
  });
});

describe('the book of records', () => {
  function open(patients: ConstructorParameters<typeof RecordBook>[2]['patients'] = [], failing = false) {
    const saved: PatientRecordDocument[] = [];
    const store: RecordStore = {
      load: async () => [],
      save: async (document) => {
        if (failing && saved.length > 0) throw new Error('no room');
        saved.push(document);
      },
    };
    const book = new RecordBook(store, source, { incidentId: uuid(), assignmentId: uuid(), patients });
    return { book, saved };
  }
  const pulse = (value: number) => (one: PatientRecordDocument) =>
    addMeasurement(one, { kind: 'heartRate', value, at: AT }, source);

  it('begins a record for each patient of the incident, else one', async () => {
    const { book } = open([
      { id: uuid(), number: 1, ageMonths: 30, sex: 'female', condition: '' },
      { id: uuid(), number: 2, ageMonths: null, sex: null, condition: '' },
    ]);
    await book.open();
    expect(book.records.value.map(({ number, person }) => [number, person.ageMonths])).toEqual([
      [1, 30],
      [2, null],
    ]);
    const lone = open();
    await lone.book.open();
    expect(lone.book.records.value).toHaveLength(1);
  });

  it('stores each change as the next version, one after the other, before it is shown', async () => {
    const { book, saved } = open();
    await book.open();
    const { recordId } = book.chosen.value!;
    const first = book.change(recordId, pulse(90));
    const second = book.change(recordId, pulse(95));
    expect(book.chosen.value!.vitals).toHaveLength(0);
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect(saved.map(({ version, vitals }) => [version, vitals.length])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
    expect(book.saveState.value).toBe('saved');
  });

  it('shows nothing that could not be stored, and says so', async () => {
    const { book } = open([], true);
    await book.open();
    const { recordId } = book.chosen.value!;
    expect(await book.change(recordId, pulse(90))).toBe(false);
    expect(book.chosen.value!.vitals).toEqual([]);
    expect(book.saveState.value).toBe('failed');
  });

  it('refuses what cannot be and what is closed; addenda follow', async () => {
    const { book, saved } = open();
    await book.open();
    const { recordId } = book.chosen.value!;
    expect(await book.change(recordId, pulse(900))).toBe(false);
    expect(book.faults.value).toMatchObject([{ fault: 'impossibleValue' }]);
    const handOver = { at: AT, to: 'Dr. B', facilityId: null, facilityName: '' };
    await book.change(recordId, () => ({ handOver, outcome: { kind: 'transported', at: AT }, closedAt: AT }));
    expect(await book.change(recordId, pulse(80))).toBe(false);
    expect(await book.change(recordId, (one) => addAddendum(one, 'later', 'A', source))).toBe(true);
    expect(await book.change(recordId, () => ({ handOverCodeHash: 'x'.repeat(43) }))).toBe(true);
    expect(saved.at(-1)).toMatchObject({ version: 4, addenda: [{ text: 'later' }] });
  });
});

describe('the signature', () => {
  it('becomes whole points of the sheet, few enough', () => {
    expect(
      pointOnSheet({ clientX: 150, clientY: 60 }, { left: 100, top: 50, width: 500, height: 200 }),
    ).toEqual([100, 20]);
    expect(
      pointOnSheet({ clientX: 0, clientY: 9999 }, { left: 100, top: 50, width: 500, height: 200 }),
    ).toEqual([0, 400]);
    let strokes: readonly Stroke[] = [[]];
    for (let x = 0; x < 3000; x += 1) strokes = addPoint(strokes, [(x * 7) % 1000, x % 400]);
    expect(strokes.flat()).toHaveLength(MOST_SIGNATURE_POINTS);
    expect(addPoint([[[10, 10]]], [12, 12])).toEqual([[[10, 10]]]);
  });
});

describe('the code of the picture', () => {
  it('is new each time, says nothing, and is told by its hash', async () => {
    const [one, other] = await Promise.all([makeHandOverCode(), makeHandOverCode()]);
    expect(one.code).toMatch(/^[\w-]{22}$/);
    expect(one.hash).toMatch(/^[\w-]{43}$/);
    expect(one.code).not.toBe(other.code);
  });
});

describe('the vault', () => {
  const rawOf = async (name: string) => {
    const database = await openDB(name);
    const rows = { keys: await database.getAll('keys'), records: await database.getAll('records') };
    database.close();
    return rows;
  };

  it('keeps the newest version of a record of its run, sealed anew each time', async () => {
    const name = vaultName();
    const vault = await RecordVault.open(name);
    const record = begin();
    await vault.save(record);
    const first = (await rawOf(name)).records[0] as { iv: Uint8Array; data: ArrayBuffer };
    await vault.save({ ...record, version: 2 });
    await vault.save(record);
    const { records, keys } = await rawOf(name);
    const [second] = records as { iv: Uint8Array; data: ArrayBuffer; version: number }[];
    expect(second!.version).toBe(2);
    expect([...second!.iv]).not.toEqual([...first.iv]);
    expect(Buffer.from(second!.data).toString('latin1')).not.toContain('Canary');
    expect((keys[0] as CryptoKey).extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', keys[0] as CryptoKey)).rejects.toThrow();
    expect(await vault.load(record.assignmentId)).toEqual([{ ...record, version: 2 }]);
    expect(await vault.load(uuid())).toEqual([]);
    vault.close();
  });

  it('is read again after the app was started anew', async () => {
    const name = vaultName();
    const record = begin();
    const before = await RecordVault.open(name);
    await before.save(record);
    before.close();
    const after = await RecordVault.open(name);
    expect(await after.load(record.assignmentId)).toEqual([record]);
    after.close();
  });

  it('does not take one record or version for another', async () => {
    const name = vaultName();
    const vault = await RecordVault.open(name);
    const record = begin();
    await vault.save(record);
    for (const change of [{ recordId: uuid() }, { version: 7 }]) {
      const database = await openDB(name);
      const [row] = await database.getAll('records');
      await database.put('records', { ...row, ...change });
      database.close();
      await expect(vault.load(record.assignmentId)).rejects.toThrow();
    }
    vault.close();
  });

  it('forgets a run once it is over and everything is confirmed, and the key with the last one', async () => {
    const name = vaultName();
    const vault = await RecordVault.open(name);
    const [over, open] = [begin(), begin()];
    await vault.save(over);
    await vault.save(open);
    const openAssignmentIds = new Set([open.assignmentId]);
    await vault.settle({ openAssignmentIds, unconfirmedRecordIds: new Set([over.recordId]) });
    expect(await vault.load(over.assignmentId)).toHaveLength(1);
    await vault.settle({ openAssignmentIds, unconfirmedRecordIds: new Set() });
    expect(await vault.load(over.assignmentId)).toEqual([]);
    expect((await rawOf(name)).keys).toHaveLength(1);
    await vault.settle({ openAssignmentIds: new Set(), unconfirmedRecordIds: new Set() });
    expect(await rawOf(name)).toEqual({ keys: [], records: [] });
    await vault.save(open);
    await vault.wipe();
    expect(await rawOf(name)).toEqual({ keys: [], records: [] });
    vault.close();
  });
});

describe('texts', () => {
  const languages = { bg, cs, sv };

  it('are there in each language, with the same values and the right plurals', () => {
    for (const [language, texts] of Object.entries(languages)) {
      expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort());
      for (const [key, text] of Object.entries(texts)) {
        expect([key, argumentNames(text)]).toEqual([key, argumentNames(en[key as keyof typeof en])]);
        for (const categories of pluralCategories(text).values())
          expect([key, [...categories].sort()]).toEqual([
            key,
            [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort(),
          ]);
      }
    }
    const shapeOf = (texts: object) =>
      Object.entries(texts).map(([list, words]) => [list, Object.keys(words as object).sort()]);
    for (const words of [recordBg, recordCs, recordSv]) expect(shapeOf(words)).toEqual(shapeOf(recordEn));
  });

  it('hold no words that are used nowhere', () => {
    const files = ['controls', 'number-pad', 'patient-pages', 'scores'].map(
      (name) => `src/patient/${name}.tsx`,
    );
    const sections = [
      'care',
      'hand-over',
      'lists',
      'outcome',
      'person',
      'triage',
      'vitals',
      'neuro',
      'signature',
    ];
    const names = {
      lists: 'lists-sections',
      triage: 'triage-page',
      neuro: 'neuro-entry',
      signature: 'signature-pad',
    };
    for (const section of sections)
      files.push(`src/patient/sections/${names[section as keyof typeof names] ?? `${section}-section`}.tsx`);
    const code = files.map((file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).join('\n');
    const unused = Object.keys(en).filter(
      (key) => !code.includes(`'${key}'`) && !code.includes(`\`${key.slice(0, key.indexOf('.') + 1)}$`),
    );
    expect(unused).toEqual([]);
  });
});
