import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Turns } from './turns.ts';

/** A look at a password takes 20 MB and a core for tens of milliseconds: a flood of them must not starve dispatching. */
const AT_ONCE = 2;
const WAITING = 100;

/** Hashes and checks passwords (Argon2id), few at once. */
@Injectable()
export class Passwords {
  private readonly turns = new Turns(AT_ONCE, WAITING);
  private readonly decoy = hash(randomBytes(16).toString('hex'));

  /** True when nobody else should be let in to wait. */
  get areBusy(): boolean {
    return this.turns.isFull;
  }

  /** An account that does not exist (undefined) takes as long as a wrong password. */
  async isRight(passwordHash: string | undefined, password: string): Promise<boolean> {
    const against = passwordHash ?? (await this.decoy);
    const isRight = await this.turns.take(() => verify(against, password));
    return isRight && passwordHash !== undefined;
  }

  hash(password: string): Promise<string> {
    return this.turns.take(() => hash(password));
  }

  /** A hash that no password anybody knows leads to. */
  hashOfNothing(): Promise<string> {
    return this.decoy;
  }
}
