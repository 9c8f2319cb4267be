import { expect } from '@jest/globals';
import { createPool, listJournalRows, verifyJournal } from '#persistence';
import type { TestDatabase } from '#testing';
import type { Browser } from 'playwright-core';
import { DeskPage } from './desk-page.ts';
import type { RunningSystem } from './system-fixture.ts';

/** Driving across the city at 60 times real speed, on a machine that does other things too. */
const ARRIVAL_MILLISECONDS = 120_000;

/** Call to closed incident in a real browser, with crews that really drive; then the journal is read. */
export async function doMainJob(
  browser: Browser,
  system: RunningSystem,
  database: TestDatabase,
  job: { readonly regionId: string; readonly said: string; readonly shots: string },
): Promise<void> {
  const region = system.regions.find((one) => one.regionId === job.regionId)!;
  const desk = await DeskPage.open(browser, system.url, job.shots);
  await desk.shoot('1-login');
  await desk.signIn(region);
  await desk.shoot('2-desk');
  const incidentId = await desk.createIncident(job.said);
  await desk.by('candidate').first().waitFor();
  const callSign = (await desk.by('candidate').first().getAttribute('data-callsign'))!;
  await desk.page.waitForTimeout(1500);
  await desk.shoot('3-recommendation');
  await desk.by('dispatch-1').click();
  await desk.waitForUnit(callSign, ['notified', 'acknowledged', 'enRoute'], 10_000);
  await desk.waitForUnit(callSign, ['enRoute', 'onScene'], ARRIVAL_MILLISECONDS);
  await desk.shoot('4-en-route');
  await desk.waitForUnit(callSign, ['onScene', 'transporting', 'atDestination'], ARRIVAL_MILLISECONDS);
  await desk.shoot('5-on-scene');
  await desk.waitForUnit(callSign, ['available'], 2 * ARRIVAL_MILLISECONDS);
  await desk.incidentRow(incidentId).click();
  await desk.closeIncident('transported');
  await desk.incidentRow(incidentId).waitFor({ state: 'detached' });
  await desk.shoot('6-closed');
  expect(desk.problems).toEqual([]);
  await desk.page.context().close();
  await checkJournal(database, job.regionId, incidentId);
}

async function checkJournal(database: TestDatabase, regionId: string, incidentId: string): Promise<void> {
  const pool = createPool(database.appUrl, { max: 1 });
  try {
    expect(await verifyJournal(pool, regionId)).toMatchObject({ ok: true });
    const rows = (await listJournalRows(pool, regionId, 0, 10_000)).map((row) => ({
      kind: row.kind,
      payload: JSON.parse(row.payload) as { incidentId?: string; status?: string },
      subjectId: row.subjectId,
    }));
    const ofIncident = rows.filter(
      (row) => row.subjectId === incidentId || row.payload.incidentId === incidentId,
    );
    const steps = ofIncident.map((row) => (row.kind === 'statusReported' ? row.payload.status : row.kind));
    const inOrder = [
      'incidentCreated',
      'unitAssigned',
      'acknowledged',
      'enRoute',
      'onScene',
      'available',
      'incidentClosed',
    ];
    expect(steps.filter((step) => inOrder.includes(step!))).toEqual(inOrder);
  } finally {
    await pool.end();
  }
}
