import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createTestDatabase, describeWhen, type TestDatabase } from '#testing';
import type { Browser } from 'playwright-core';
import { ROOT } from '../source-tree.ts';
import { DeskPage } from './desk-page.ts';
import { doMainJob } from './main-job.ts';
import { launchBrowser, runBundle, type RunningSystem, startSystem } from './system-fixture.ts';

/** Roads only: no addresses, no facilities. Stations come by CSV, and crews treat on scene. */
const EXTRACT = resolve(ROOT, '../shared/maps/stockholm.osm.pbf');

const STOCKHOLM_STATIONS = `name,lon,lat
Södermalm,18.0745,59.3135
Kungsholmen,18.0290,59.3322
Vasastan,18.0467,59.3440
Östermalm,18.0860,59.3390
Norrmalm,18.0640,59.3345
`;
const SOLNA_STATIONS = `name,lon,lat
Solna,18.0080,59.3600
Hagastaden,18.0330,59.3500
`;

let folder: string;
let database: TestDatabase;
let system: RunningSystem;
let browser: Browser;

describeWhen(existsSync(EXTRACT), 'shared/maps/stockholm.osm.pbf is not beside the project')(
  'Stockholm',
  () => {
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'akut-stockholm-'));
      database = await createTestDatabase('empty');
      const importing = async (...args: readonly string[]): Promise<string> =>
        runBundle('region', [...args, '--no-valhalla'], {
          DATABASE_OWNER_URL: database.ownerUrl,
          AKUT_HOME: folder,
        });
      const csv = (name: string, text: string): string => {
        writeFileSync(join(folder, name), text);
        return join(folder, name);
      };
      const shared = ['--time-zone', 'Europe/Stockholm', '--currency', 'SEK', '--languages', 'sv,en'];
      await importing(
        EXTRACT,
        '--name',
        'stockholm',
        '--stations',
        csv('a.csv', STOCKHOLM_STATIONS),
        ...shared,
      );
      const second = ['--map', 'stockholm', '--name', 'solna', '--stations', csv('b.csv', SOLNA_STATIONS)];
      await importing(...second, ...shared);
      system = await startSystem(database, ['stockholm', 'solna']);
      browser = await launchBrowser();
    }, 240_000);

    afterAll(async () => {
      await browser.close();
      await system.stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    it('does the main job on streets without addresses', async () => {
      system.simulate('stockholm', '--no-dispatch', '--calls-per-hour', '0', '--speed', '60');
      const job = { regionId: 'stockholm', said: 'Sveavägen', shots: 'stockholm' };
      await doMainJob(browser, system, database, job);
    }, 480_000);

    it('keeps the second region on the same map apart', async () => {
      const region = system.regions.find((one) => one.regionId === 'solna')!;
      const desk = await DeskPage.open(browser, system.url, 'solna');
      await desk.signIn(region);
      expect(await desk.by('incident-row').count()).toBe(0);
      await desk.createIncident('Solnavägen');
      await desk.by('candidate').first().waitFor();
      const callSign = await desk.by('candidate').first().getAttribute('data-callsign');
      expect(region.crews.map((crew) => crew.callSign)).toContain(callSign);
      await desk.by('dispatch-1').click();
      await desk.waitForUnit(callSign!, ['notified'], 10_000);
      await desk.shoot('notified');
      expect(desk.problems).toEqual([]);
      await desk.page.context().close();
    }, 120_000);
  },
);
