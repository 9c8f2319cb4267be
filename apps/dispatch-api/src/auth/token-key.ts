import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../tokens.ts';

/** The key pair (Ed25519) that signs the tokens of users and of devices. */
@Injectable()
export class TokenKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;

  constructor(@Inject(CONFIG) config: { readonly AKUT_TOKEN_KEY_FILE?: string }) {
    this.privateKey = loadOrMakeKey(config.AKUT_TOKEN_KEY_FILE);
    this.publicKey = createPublicKey(this.privateKey);
  }
}

function loadOrMakeKey(file: string | undefined): KeyObject {
  if (file && existsSync(file)) return createPrivateKey(readFileSync(file, 'utf8'));
  const { privateKey } = generateKeyPairSync('ed25519');
  if (file) {
    mkdirSync(dirname(file), { recursive: true });
    try {
      writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another process that started at the same time was first; both must sign with one key.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return createPrivateKey(readFileSync(file, 'utf8'));
    }
  }
  return privateKey;
}
