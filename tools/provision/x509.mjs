// X.509 v3 certificates (RFC 5280) in plain DER, since neither Node nor a bare Debian brings a tool that makes them.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';

/**
 * An EC P-256 key and its certificate.
 * @param {{ commonName: string, notBefore: Date, notAfter: Date, names?: string[],
 *   issuer?: { commonName: string, privateKey: import('node:crypto').KeyObject, keyId: Buffer } }} options
 *   with `issuer`: a server's certificate for host names and addresses; without: an authority that signs itself
 * @returns {{ certificate: string, key: string }} both PEM
 */
export function makeCertificate({ commonName, notBefore, notAfter, names = [], issuer }) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = sequence(OIDS.ecdsaWithSha256);
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x01]), randomBytes(15)])),
    algorithm,
    distinguishedName(issuer?.commonName ?? commonName),
    sequence(time(notBefore), time(notAfter)),
    distinguishedName(commonName),
    spki,
    der(0xa3, sequence(...(issuer ? serverExtensions(names, spki, issuer) : authorityExtensions(spki)))),
  );
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey);
  const certificate = sequence(body, algorithm, bitString(signature));
  const lines = certificate
    .toString('base64')
    .match(/.{1,64}/g)
    .join('\n');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };
}

/** The identifier by which certificates name the key that signed them. */
export const keyIdOf = (spki) => createHash('sha1').update(spki).digest();

const distinguishedName = (text) => sequence(set(sequence(OIDS.commonName, der(0x0c, Buffer.from(text)))));

function extension(id, value, isCritical = false) {
  return sequence(id, ...(isCritical ? [der(0x01, Buffer.from([0xff]))] : []), der(0x04, value));
}

function authorityExtensions(spki) {
  return [
    // An authority for servers alone, of no further authorities.
    extension(
      OIDS.basicConstraints,
      sequence(der(0x01, Buffer.from([0xff])), integer(Buffer.from([0]))),
      true,
    ),
    // keyCertSign
    extension(OIDS.keyUsage, der(0x03, Buffer.from([2, 0x04])), true),
    extension(OIDS.subjectKeyIdentifier, der(0x04, keyIdOf(spki))),
  ];
}

function serverExtensions(names, spki, issuer) {
  const alternatives = names.map((name) =>
    isIP(name) ? der(0x87, addressBytes(name)) : der(0x82, Buffer.from(name, 'ascii')),
  );
  return [
    extension(OIDS.subjectAltName, sequence(...alternatives)),
    extension(OIDS.basicConstraints, sequence(), true),
    // digitalSignature
    extension(OIDS.keyUsage, der(0x03, Buffer.from([7, 0x80])), true),
    extension(OIDS.extKeyUsage, sequence(OIDS.serverAuth)),
    extension(OIDS.subjectKeyIdentifier, der(0x04, keyIdOf(spki))),
    extension(OIDS.authorityKeyIdentifier, sequence(der(0x80, issuer.keyId))),
  ];
}

/** Four or sixteen bytes of an address. */
export function addressBytes(address) {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  // The URL parser writes the last four bytes of mapped addresses as two groups too.
  const text = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1);
  const [head, tail] = text.split('::').map((part) => (part ? part.split(':') : []));
  const zeros = tail === undefined ? [] : Array(8 - head.length - tail.length).fill('0');
  const groups = [...head, ...zeros, ...(tail ?? [])];
  return Buffer.from(groups.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff]));
}

/** One element: tag, length, content. */
function der(tag, ...contents) {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts) => der(0x30, ...parts);
const set = (...parts) => der(0x31, ...parts);
const integer = (bytes) => der(0x02, bytes);
const bitString = (bytes) => der(0x03, Buffer.from([0]), bytes);
// Two digits of the year until 2049, as the standard wants.
const time = (date) =>
  der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`, 'ascii'));

/** `2.5.4.3` in DER. */
function oid(text) {
  const [first, second, ...others] = text.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const number of others) {
    const groups = [number & 0x7f];
    for (let rest = number >> 7; rest > 0; rest >>= 7) groups.unshift((rest & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return der(0x06, Buffer.from(bytes));
}

const OIDS = {
  commonName: oid('2.5.4.3'),
  ecdsaWithSha256: oid('1.2.840.10045.4.3.2'),
  subjectAltName: oid('2.5.29.17'),
  basicConstraints: oid('2.5.29.19'),
  keyUsage: oid('2.5.29.15'),
  extKeyUsage: oid('2.5.29.37'),
  serverAuth: oid('1.3.6.1.5.5.7.3.1'),
  subjectKeyIdentifier: oid('2.5.29.14'),
  authorityKeyIdentifier: oid('2.5.29.35'),
};
