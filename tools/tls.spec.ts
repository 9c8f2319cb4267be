import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkGivenCertificate, provideCertificate } from './provision/tls.mjs';
import { addressBytes } from './provision/x509.mjs';

let folder: string;
const names = ['akut.example.org', 'localhost', '127.0.0.1', '2001:db8::5'];
const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'akut-tls-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the local certificate', () => {
  it('names what it was made for and nothing else', () => {
    const { certFile, keyFile, authorityFile } = provideCertificate(folder, names, now);
    const certificate = new X509Certificate(readFileSync(certFile));
    expect(certificate.checkHost('akut.example.org')).toBe('akut.example.org');
    expect(certificate.checkHost('other.example.org')).toBeUndefined();
    expect(certificate.checkIP('2001:db8::5')).toBe('2001:db8::5');
    expect(certificate.verify(new X509Certificate(readFileSync(authorityFile)).publicKey)).toBe(true);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  });

  it('serves HTTPS to a client that trusts the authority, and to no other', async () => {
    const { certFile, keyFile, authorityFile } = provideCertificate(folder, names, now);
    const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, (_, answer) => {
      answer.end('fine');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const ask = (ca?: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        get({ host: '127.0.0.1', port, path: '/', agent: false, ...(ca ? { ca } : {}) }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).on('error', reject);
      });
    try {
      expect(await ask(readFileSync(authorityFile, 'utf8'))).toBe(200);
      await expect(ask()).rejects.toThrow(/self.signed/);
    } finally {
      server.close();
    }
  });

  it('is kept until it runs out soon or another name is needed; the authority stays', () => {
    const first = provideCertificate(folder, names, now);
    expect(provideCertificate(folder, names, inDays(300))).toEqual({ ...first, made: false });
    const authority = readFileSync(first.authorityFile, 'utf8');
    const renewed = provideCertificate(folder, names, inDays(370));
    expect(renewed.made).toBe(true);
    expect(provideCertificate(folder, [...names, 'new.example.org'], inDays(370)).made).toBe(true);
    expect(readFileSync(first.authorityFile, 'utf8')).toBe(authority);
  });
});

describe('a given certificate', () => {
  it('is refused with the reason', () => {
    const one = provideCertificate(join(folder, 'one'), names, now);
    const other = provideCertificate(join(folder, 'other'), names, now);
    expect(checkGivenCertificate(one.certFile, one.keyFile).fingerprint).toBe(one.fingerprint);
    expect(() => checkGivenCertificate(one.certFile, other.keyFile)).toThrow(/do not belong together/);
    expect(() => checkGivenCertificate(one.keyFile, one.keyFile)).toThrow(/no certificate in PEM/);
    writeFileSync(join(folder, 'text'), 'hello');
    expect(() => checkGivenCertificate(one.certFile, join(folder, 'text'))).toThrow(/no private key in PEM/);
    expect(() => checkGivenCertificate(one.certFile, one.keyFile, inDays(500))).toThrow(/ran out/);
  });
});

describe('addressBytes', () => {
  it.each([
    ['192.0.2.7', 'c0000207'],
    ['::1', '00000000000000000000000000000001'],
    ['2001:db8::ff00:42:8329', '20010db8000000000000ff0000428329'],
    ['::ffff:192.0.2.7', '00000000000000000000ffffc0000207'],
  ])('%s', (address, bytes) => {
    expect(addressBytes(address).toString('hex')).toBe(bytes);
  });
});
