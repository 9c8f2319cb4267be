export { ConfigError, readConfig } from './read-config.ts';
export type { Config } from './read-config.ts';
export type { Environment, Part } from './schema.ts';
export { collectAfterAnswer, collectYoungGarbage } from './young-garbage.ts';
export { childEnvironment } from './child-environment.ts';
