import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HistoryView, IncidentTimeline } from '#contracts';
import { createPool } from '#persistence';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { v7 as uuidv7 } from 'uuid';
import { type ApiClient, type ApiFixture, startApi } from './api-fixture.ts';

let api: ApiFixture;
let dispatcher: ApiClient;
let incidentId: string;
let beforeSending: string;

const RIGHT_TO_LEFT = '\u202e';
const HOSTILE = `<script>alert(1)</script> ${RIGHT_TO_LEFT}drow שלום řeka Пловдив 🚑 %PDF-1.7 (endobj)`;
const LONG = 'Ж'.repeat(9_950);

const nowIso = (): string => new Date().toISOString();
const pause = () => new Promise((resolve) => setTimeout(resolve, 30));

beforeAll(async () => {
  api = await startApi();
  dispatcher = await api.signIn('dispatcher');
  const location = { lon: -56.18, lat: -34.9, addressText: HOSTILE };
  const created = await dispatcher.command('/api/v1/incidents', { location, category: 'fall', priority: 3 });
  incidentId = created.body.id;
  await dispatcher.command(`/api/v1/incidents/${incidentId}/remarks`, { text: LONG });
  await pause();
  beforeSending = nowIso();
  await pause();
  const { body } = await dispatcher.get('/api/v1/units');
  const unit = body.units.find((one: { boardStatus: string }) => one.boardStatus === 'available');
  const sending = { unitId: unit.id, overrideReason: 'knows the house' };
  const sent = await dispatcher.command(`/api/v1/incidents/${incidentId}/assignments`, sending);
  expect(sent.status).toBe(201);
  const at = nowIso();
  await dispatcher.command(`/api/v1/assignments/${sent.body.id}/status`, { status: 'enRoute', at });
}, 120_000);

afterAll(async () => {
  await api.close();
});

const accessesOf = async (action: string): Promise<number> => {
  const owner = createPool(api.database.ownerUrl, { max: 1 });
  try {
    const sql = 'select count(*)::int as count from access_log where action = $1';
    return (await owner.query<{ count: number }>(sql, [action])).rows[0]!.count;
  } finally {
    await owner.end();
  }
};

describe('a past moment', () => {
  const boardAt = (at: string, client = dispatcher) =>
    client.get(`/api/v1/history?at=${encodeURIComponent(at)}`);
  const assignmentsOf = (view: HistoryView) =>
    view.incidents.find((one) => one.id === incidentId)?.assignments.length;

  it('shows incident and unit before and after it was sent, and notes who looked', async () => {
    const before = await accessesOf('history');
    const [past, now] = [await boardAt(beforeSending), await boardAt(nowIso())];
    expect([assignmentsOf(past.body), assignmentsOf(now.body)]).toEqual([0, 1]);
    const statuses = (view: HistoryView) => view.units.filter((one) => one.boardStatus === 'enRoute').length;
    expect(statuses(now.body) - statuses(past.body)).toBe(1);
    const seen = past.body.incidents.find((one: { id: string }) => one.id === incidentId);
    expect(seen.detail.addressText).toBe(HOSTILE);
    expect(await accessesOf('history')).toBe(before + 2);
  });

  it('shows analysts no words, crews nothing, and nobody another region', async () => {
    const analyst = await boardAt(nowIso(), await api.signIn('analyst'));
    expect(JSON.stringify(analyst.body)).not.toContain('script');
    const { client: crew } = await api.signInCrew(3);
    expect((await boardAt(nowIso(), crew)).status).toBe(403);
    const elsewhere = `/api/v1/history?regionId=atlantis&at=${encodeURIComponent(nowIso())}`;
    expect((await dispatcher.get(elsewhere)).status).toBe(404);
    expect((await boardAt('yesterday')).status).toBe(400);
  });
});

describe('a stretch of the past', () => {
  const trackOf = (from: Date, to: Date) =>
    dispatcher.get(`/api/v1/history/track?from=${from.toISOString()}&to=${to.toISOString()}`);

  it('holds what happened in it, and no more than two hours', async () => {
    const now = new Date();
    const { body, status } = await trackOf(new Date(now.getTime() - 600_000), now);
    expect(status).toBe(200);
    expect(body.events.map((one: { kind: string }) => one.kind)).toEqual(
      expect.arrayContaining(['incidentCreated', 'unitAssigned', 'statusReported']),
    );
    for (const [seconds, expected] of [
      [7200, 200],
      [7201, 400],
      [0, 400],
      [-5, 400],
    ] as const) {
      expect((await trackOf(new Date(now.getTime() - seconds * 1000), now)).status).toBe(expected);
    }
  });
});

describe('the timeline', () => {
  it('tells in order what was done, with what was written, to the control room only', async () => {
    const { body } = await dispatcher.get(`/api/v1/incidents/${incidentId}/timeline`);
    const { entries } = body as IncidentTimeline;
    const kinds = entries.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== 'duplicateProposed')).toEqual([
      'incidentCreated',
      'remarkAdded',
      'unitSent',
      'stepReported',
    ]);
    expect(entries.find(({ kind }) => kind === 'remarkAdded')?.text).toBe(LONG);
    expect(entries.find(({ kind }) => kind === 'unitSent')?.text).toBe('knows the house');
    const { client: crew } = await api.signInCrew(3);
    for (const client of [await api.signIn('analyst'), crew]) {
      expect((await client.get(`/api/v1/incidents/${incidentId}/timeline`)).status).toBe(403);
      expect((await client.get(`/api/v1/incidents/${incidentId}/report.pdf`)).status).toBe(403);
    }
  });

  it('tells who changed what', async () => {
    const patch = { notes: 'second floor', priority: 2 };
    const path = `/api/v1/incidents/${incidentId}`;
    expect((await dispatcher.patch(path, { commandId: uuidv7(), ...patch })).status).toBe(200);
    const { body } = await dispatcher.get(`/api/v1/incidents/${incidentId}/timeline`);
    const edit = (body as IncidentTimeline).entries.find(({ kind }) => kind === 'incidentEdited');
    expect(edit?.changes).toEqual([
      { field: 'notes', before: '', after: 'second floor' },
      { field: 'priority', before: '3', after: '2' },
    ]);
  });
});

describe('the print', () => {
  async function readPdf(language: string): Promise<string[]> {
    const answer = await fetch(`${api.url}/api/v1/incidents/${incidentId}/report.pdf?language=${language}`, {
      headers: { authorization: `Bearer ${dispatcher.token}` },
    });
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const document = await getDocument({ data: new Uint8Array(await answer.arrayBuffer()) }).promise;
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent();
      pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
    }
    return pages;
  }

  it.each([
    ['en', 'What happened', 'Page 1 of'],
    ['bg', 'Какво се случи', 'Страница 1 от'],
    ['cs', 'Naléhavost', 'Strana 1 z'],
    ['sv', 'Förlopp', 'Sida 1 av'],
  ])(
    'is in %s, whole, over several pages, each numbered and signed',
    async (language, heading, firstPage) => {
      const prints = await accessesOf('print');
      const pages = await readPdf(language);
      expect(pages.length).toBeGreaterThan(1);
      const whole = pages.join('');
      expect(whole).toContain(heading);
      expect(pages[0]).toContain(firstPage);
      expect(whole.match(/Ж/g)!.length).toBeGreaterThanOrEqual(LONG.length);
      expect(await accessesOf('print')).toBe(prints + 1);
    },
  );

  it('shows what people wrote as text: letters of all kinds, and codes for what cannot be seen', async () => {
    const whole = (await readPdf('cs')).join('');
    for (const part of ['<script>alert(1)</script>', '[U+202E]', 'řeka', 'Пловдив', '[U+1F691]', '(endobj)'])
      expect(whole).toContain(part);
    expect(whole).not.toContain(RIGHT_TO_LEFT);
  });
});
