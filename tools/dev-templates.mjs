// Makes the template databases that tests clone (akut_tpl_empty, akut_tpl_montevideo) on a cluster that already runs:
// AKUT_TEST_DATABASE_URL=postgres://superuser@host:port/postgres node tools/dev-templates.mjs [empty] [montevideo]
import { buildServers } from './build.mjs';
import { makeTemplates } from './provision/templates.mjs';

const clusterUrl = process.env.AKUT_TEST_DATABASE_URL;
if (!clusterUrl) {
  console.error(
    'Set AKUT_TEST_DATABASE_URL to a superuser of the cluster, like postgres://postgres@127.0.0.1:5432/postgres',
  );
  process.exit(1);
}
const wanted = process.argv.slice(2);
await buildServers(['migrate', 'region']);
await makeTemplates({ clusterUrl, only: wanted.length > 0 ? wanted : undefined, report: console.log });
