import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../src/index.ts';

const good = {
  DATABASE_URL: 'postgres://akut_app:f7Xw9@db:5432/akut',
  REDIS_URL: 'redis://:q@redis:6379',
};

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('readConfig', () => {
  it('gives defaults and typed values', () => {
    const config = readConfig('api', { ...good, AKUT_PORT: '9000', AKUT_DEMO: '1' });
    expect(config.AKUT_PORT).toBe(9000);
    expect(config.AKUT_DEMO).toBe(true);
    expect(config.AKUT_HOST).toBe('127.0.0.1');
    expect(config.tls).toBeUndefined();
  });

  it('counts an empty variable as absent', () => {
    expect(readConfig('api', { ...good, AKUT_PORT: '' }).AKUT_PORT).toBe(8080);
    expect(faultsOf(() => readConfig('api', { ...good, REDIS_URL: '' }))).toEqual([
      'REDIS_URL is missing: the Redis server, like redis://:password@host:6379',
    ]);
  });

  it('lists every malformed variable in one error', () => {
    const faults = faultsOf(() =>
      readConfig('api', {
        DATABASE_URL: 'mysql://x',
        REDIS_URL: 'nonsense',
        AKUT_PORT: '70000',
        AKUT_DEMO: 'yes',
      }),
    );
    expect(faults).toEqual([
      'DATABASE_URL must look like postgres://user:password@host:5432/database',
      'REDIS_URL must look like redis://:password@host:6379',
      'AKUT_PORT must be a whole number from 1 to 65535',
      'AKUT_DEMO must be 1 or 0',
    ]);
  });

  it('wants certificate and key together', () => {
    expect(faultsOf(() => readConfig('api', { ...good, AKUT_TLS_CERT: 'a.pem' }))).toEqual([
      'AKUT_TLS_CERT and AKUT_TLS_KEY go together: set both or none',
    ]);
    expect(readConfig('api', { ...good, AKUT_TLS_CERT: 'a.pem', AKUT_TLS_KEY: 'b.pem' }).tls).toEqual({
      certFile: 'a.pem',
      keyFile: 'b.pem',
    });
  });

  it('refuses a default secret in production, and only there', () => {
    const weak = { ...good, DATABASE_URL: 'postgres://akut_app:change-me@db/akut', AKUT_TOKEN_KEY_FILE: 'k' };
    expect(faultsOf(() => readConfig('worker', { ...weak, NODE_ENV: 'production' }))).toEqual([
      'DATABASE_URL holds a password that everybody knows: choose a long random one',
    ]);
    expect(readConfig('worker', weak).DATABASE_URL).toBe(weak.DATABASE_URL);
    expect(readConfig('worker', { ...good, NODE_ENV: 'production' }).NODE_ENV).toBe('production');
  });

  it('wants a token key of its own in production', () => {
    expect(faultsOf(() => readConfig('api', { ...good, NODE_ENV: 'production' }))).toEqual([
      'AKUT_TOKEN_KEY_FILE is missing: a file of your own for the key that signs access tokens',
    ]);
  });

  it('reads a secret from the file that X_FILE names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'akut-config-'));
    const file = join(folder, 'url');
    writeFileSync(file, `${good.DATABASE_URL}\n`);
    try {
      const variables = { REDIS_URL: good.REDIS_URL, DATABASE_URL_FILE: file };
      expect(readConfig('api', variables).DATABASE_URL).toBe(good.DATABASE_URL);
      expect(faultsOf(() => readConfig('api', { ...variables, DATABASE_URL: good.DATABASE_URL }))).toContain(
        'DATABASE_URL and DATABASE_URL_FILE are both set: keep one',
      );
      const missing = faultsOf(() => readConfig('api', { ...variables, DATABASE_URL_FILE: `${file}.no` }));
      expect(missing[0]).toMatch(/^DATABASE_URL_FILE can't be read: ENOENT/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
