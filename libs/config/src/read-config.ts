import { readFileSync } from 'node:fs';
import { environmentSchema, listCrossFaults } from './schema.ts';
import type { Environment, Part, REQUIRED_BY } from './schema.ts';

/** The settings of one process; the variables that it can't run without are never undefined. */
export type Config<P extends Part> = Omit<Environment, (typeof REQUIRED_BY)[P][number]> & {
  [Name in (typeof REQUIRED_BY)[P][number]]: NonNullable<Environment[Name]>;
} & { readonly tls: { certFile: string; keyFile: string } | undefined };

/** Settings that can't be used; the message lists every bad variable and says what to do about it. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(part: Part, faults: readonly string[]) {
    super(`The settings of ${part} can't be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the environment of one process. A variable `X` may also be given as `X_FILE`, a path whose
 * content is the value (secrets of containers). An empty variable counts as absent.
 * @throws ConfigError listing all faults at once
 */
export function readConfig<P extends Part>(part: P, variables: Variables = process.env): Config<P> {
  const faults: string[] = [];
  const given = collectVariables(variables, faults);
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) faults.push(`${issue.path.join('.')} ${issue.message}`);
    throw new ConfigError(part, faults);
  }
  faults.push(...listCrossFaults(part, parsed.data));
  if (faults.length > 0) throw new ConfigError(part, faults);
  const { AKUT_TLS_CERT: certFile, AKUT_TLS_KEY: keyFile } = parsed.data;
  const tls = certFile && keyFile ? { certFile, keyFile } : undefined;
  // listCrossFaults has seen every required name.
  return { ...parsed.data, tls } as unknown as Config<P>;
}

function collectVariables(variables: Variables, faults: string[]): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name of Object.keys(environmentSchema.shape)) {
    const value = variables[name];
    const file = variables[`${name}_FILE`];
    if (value) given[name] = value;
    // AKUT_TLS_KEY and the like are paths already; `X_FILE` that is a variable of its own is not a secret's file.
    if (!file || `${name}_FILE` in environmentSchema.shape) continue;
    if (value) faults.push(`${name} and ${name}_FILE are both set: keep one`);
    else given[name] = readSecretFile(`${name}_FILE`, file, faults);
  }
  return given;
}

function readSecretFile(name: string, file: string, faults: string[]): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    faults.push(`${name} can't be read: ${(error as Error).message}`);
    return '';
  }
}
