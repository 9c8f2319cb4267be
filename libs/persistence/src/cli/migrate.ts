import { readConfig } from '#config';
import { migrate } from '../migrate.ts';

try {
  const config = readConfig('migrate');
  const result = await migrate({
    ownerUrl: config.DATABASE_OWNER_URL,
    appPassword: config.AKUT_APP_PASSWORD,
    report: (line) => console.log(line),
  });
  if (result.unknown.length > 0) console.log(`left alone (of a newer version): ${result.unknown.join(', ')}`);
  console.log(`${result.applied.length} migrations applied, ${result.alreadyThere} were there already`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
