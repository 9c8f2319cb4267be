import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createTestDatabase, describeWhen, type TestDatabase } from '#testing';
import { importRegion } from './import-region.ts';

const EXTRACT = resolve(import.meta.dirname, '../../../shared/maps/stockholm.osm.pbf');

describeWhen(existsSync(EXTRACT), 'shared/maps/stockholm.osm.pbf is not beside the project')(
  'a preset that fetches its extract',
  () => {
    let database: TestDatabase;
    let folder: string;
    let server: Server;
    const asked: string[] = [];

    beforeAll(async () => {
      database = await createTestDatabase('empty');
      folder = await mkdtemp(join(tmpdir(), 'akut-download-test-'));
      server = createServer((request, response) => {
        asked.push(request.url ?? '');
        if (request.url === '/europe/sweden-latest.osm.pbf') createReadStream(EXTRACT).pipe(response);
        else response.writeHead(404).end('no such extract');
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    });

    afterAll(async () => {
      server.closeAllConnections();
      server.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    }, 30_000);

    const importing = (source: string, base: string) =>
      importRegion({
        ownerUrl: database.ownerUrl,
        akutHome: folder,
        source,
        valhalla: false,
        extractBaseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
      });

    it('says which address had nothing, and makes no region', async () => {
      await expect(importing('stockholm', '/nowhere')).rejects.toThrow(/sweden-latest\.osm\.pbf/);
      await expect(importing('sofia', '')).rejects.toThrow(/404/);
    }, 60_000);

    it('gets it from the server that is named, and cuts it to its box', async () => {
      const report = await importing('stockholm', '');
      expect(asked).toContain('/europe/sweden-latest.osm.pbf');
      expect(report.roads?.edges).toBeGreaterThan(10_000);
    }, 120_000);
  },
);
