import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { OptionsError } from './options.ts';

const login = z.object({ email: z.string(), password: z.string() });

const demoFile = z.object({
  url: z.url(),
  regions: z.array(
    z.object({
      regionId: z.string(),
      logins: z.array(login.extend({ role: z.string() })),
      crews: z.array(login.extend({ unitId: z.uuid(), callSign: z.string() })),
    }),
  ),
});

export interface DemoRegion {
  readonly url: string;
  readonly dispatcher: z.infer<typeof login>;
  readonly crews: readonly (z.infer<typeof login> & { readonly unitId: string; readonly callSign: string })[];
}

/** The logins of one region; @throws OptionsError that says what is missing. */
export function readDemoRegion(path: string, regionId: string): DemoRegion {
  const { url, regions } = parse(path);
  const region = regions.find((one) => one.regionId === regionId);
  if (!region) {
    const known = regions.map((one) => one.regionId).join(', ');
    throw new OptionsError(`${path} has no region "${regionId}"; it has: ${known}`);
  }
  const dispatcher = region.logins.find(({ role }) => role === 'dispatcher');
  if (!dispatcher) throw new OptionsError(`${path} has no dispatcher of "${regionId}"`);
  return { url, dispatcher, crews: region.crews };
}

function parse(path: string): z.infer<typeof demoFile> {
  try {
    return demoFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new OptionsError(
      `${path} is not a readable demo file; \`npm start\` writes one (${(error as Error).message})`,
      {
        cause: error,
      },
    );
  }
}
