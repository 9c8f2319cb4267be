// HTTPS beyond localhost (service worker, geolocation and secure cookies need it): the certificate that the person gives,
// or one of a small authority of this system, which tablets and desks can be told to trust once and for all.
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { SetupError } from './lifetime.mjs';
import { keyIdOf, makeCertificate } from './x509.mjs';

// Browsers refuse server certificates that are valid for longer.
const VALID_DAYS = 397;
const AUTHORITY_VALID_DAYS = 3650;
const RENEW_BEFORE_DAYS = 30;
const DAY_MILLISECONDS = 86_400_000;

/** Names and addresses under which this machine can be reached. */
export function listOwnNames(host) {
  const addresses = Object.values(networkInterfaces())
    .flat()
    // Link-local addresses carry an interface name and are of no use in a URL.
    .filter((each) => !each.address.startsWith('fe80'))
    .map((each) => each.address);
  const wanted = host && host !== '0.0.0.0' && host !== '::' ? [host] : [];
  return [...new Set([...wanted, 'localhost', hostname(), '127.0.0.1', '::1', ...addresses])];
}

/**
 * The certificate kept in `folder`, made anew when it is absent, runs out soon or lacks a name.
 * @returns {{ certFile: string, keyFile: string, authorityFile: string, fingerprint: string, made: boolean }}
 */
export function provideCertificate(folder, names, now = new Date()) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const certFile = join(folder, 'cert.pem');
  const keyFile = join(folder, 'key.pem');
  const authority = provideAuthority(folder, now);
  const made = authority.made || !existsSync(keyFile) || !isUsable(certFile, names, now);
  if (made) {
    const server = makeCertificate({
      commonName: 'Akut, this machine',
      ...validFor(VALID_DAYS, now),
      names,
      issuer: authority.issuer,
    });
    writeFileSync(keyFile, server.key, { mode: 0o600 });
    writeFileSync(certFile, server.certificate + readFileSync(authority.file, 'utf8'));
  }
  return { certFile, keyFile, authorityFile: authority.file, fingerprint: readFingerprint(certFile), made };
}

function provideAuthority(folder, now) {
  const commonName = 'Akut local authority';
  const file = join(folder, 'authority.pem');
  const keyFile = join(folder, 'authority-key.pem');
  const made = !existsSync(keyFile) || !isUsable(file, [], now);
  if (made) {
    const authority = makeCertificate({ commonName, ...validFor(AUTHORITY_VALID_DAYS, now) });
    writeFileSync(keyFile, authority.key, { mode: 0o600 });
    writeFileSync(file, authority.certificate);
  }
  const privateKey = createPrivateKey(readFileSync(keyFile));
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return { file, made, issuer: { commonName, privateKey, keyId: keyIdOf(spki) } };
}

/** From yesterday, as the clocks of tablets may be slow. */
function validFor(days, now) {
  const at = (offset) => new Date(now.getTime() + offset * DAY_MILLISECONDS);
  return { notBefore: at(-1), notAfter: at(days) };
}

function isUsable(certFile, names, now) {
  if (!existsSync(certFile)) return false;
  const certificate = new X509Certificate(readFileSync(certFile));
  if (Date.parse(certificate.validTo) - now.getTime() < RENEW_BEFORE_DAYS * DAY_MILLISECONDS) return false;
  return names.every(
    (name) => (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined,
  );
}

export const readFingerprint = (certFile) => new X509Certificate(readFileSync(certFile)).fingerprint256;

/** Checks files given by the person: readable, of one pair, valid now. @throws SetupError that says what is wrong */
export function checkGivenCertificate(certFile, keyFile, now = new Date()) {
  let certificate;
  try {
    certificate = new X509Certificate(readFileSync(certFile));
  } catch (error) {
    throw new SetupError(`--tls-cert ${certFile} is no certificate in PEM: ${error.message}`);
  }
  let publicKey;
  try {
    publicKey = createPublicKey(readFileSync(keyFile));
  } catch (error) {
    throw new SetupError(`--tls-key ${keyFile} is no private key in PEM: ${error.message}`);
  }
  if (!certificate.publicKey.equals(publicKey)) {
    throw new SetupError(`--tls-cert ${certFile} and --tls-key ${keyFile} do not belong together`);
  }
  if (now > new Date(certificate.validTo))
    throw new SetupError(`--tls-cert ${certFile} ran out on ${certificate.validTo}`);
  return { certFile, keyFile, fingerprint: certificate.fingerprint256, made: false };
}
