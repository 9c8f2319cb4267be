import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../tokens.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';
const FILE_NAME = 'secrets-key';

/**
 * Locks away secrets that the database keeps for us, with a key that the database never sees: AES-256-GCM, bound to whom
 * the secret belongs to. The key lies beside the one that signs tokens, for all api processes alike.
 */
@Injectable()
export class SecretBox {
  private readonly key: Buffer;

  constructor(@Inject(CONFIG) config: { readonly AKUT_TOKEN_KEY_FILE?: string }) {
    const { AKUT_TOKEN_KEY_FILE: tokenKeyFile } = config;
    this.key = loadOrMakeKey(tokenKeyFile === undefined ? undefined : join(dirname(tokenKeyFile), FILE_NAME));
  }

  lock(secret: string, ownerId: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, nonce).setAAD(Buffer.from(ownerId));
    const locked = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), locked]);
  }

  /** Undefined for what was locked with another key, for another owner, or was changed since. */
  open(box: Buffer, ownerId: string): string | undefined {
    const nonce = box.subarray(0, NONCE_BYTES);
    const tag = box.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv(ALGORITHM, this.key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(ownerId))
        .setAuthTag(tag);
      const open = [decipher.update(box.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
      return Buffer.concat(open).toString('utf8');
    } catch {
      return undefined;
    }
  }
}

const readKey = (file: string): Buffer => {
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`${file} holds no key of ${KEY_BYTES} bytes in base64`);
  return key;
};

function loadOrMakeKey(file: string | undefined): Buffer {
  if (file && existsSync(file)) return readKey(file);
  const key = randomBytes(KEY_BYTES);
  if (!file) return key;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, key.toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Another process that started at the same time was first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readKey(file);
  }
  return key;
}
