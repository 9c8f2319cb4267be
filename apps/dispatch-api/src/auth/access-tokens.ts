import { Inject, Injectable } from '@nestjs/common';
import type { UserView } from '#contracts';
import { ROLES, type Role } from '#domain';
import type { Actor } from '#use-cases';
import { jwtVerify, SignJWT } from 'jose';
import { EndedSessions } from './ended-sessions.ts';
import { TokenKey } from './token-key.ts';

const ISSUER = 'akut';
export const ACCESS_TOKEN_SECONDS = 600;

/** More desks and crews than one process serves; 1 kB each. */
const MAX_REMEMBERED = 10_000;

export interface SignedIn {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly expiresAt: Date;
}

/** Signs and checks access tokens (JWT, EdDSA, 10 minutes). A token of an ended session is refused at once. */
@Injectable()
export class AccessTokens {
  /** Tokens whose signature was good, so that the next request of the same desk need not prove it again (1 ms). */
  private readonly verified = new Map<string, SignedIn>();

  constructor(
    @Inject(TokenKey) private readonly key: TokenKey,
    @Inject(EndedSessions) private readonly endedSessions: EndedSessions,
  ) {}

  async sign(user: UserView, sessionId: string, now: Date): Promise<{ token: string; expiresAt: Date }> {
    const issuedSeconds = Math.floor(now.getTime() / 1000);
    const expiresSeconds = issuedSeconds + ACCESS_TOKEN_SECONDS;
    const token = await new SignJWT({
      sid: sessionId,
      name: user.displayName,
      // An account that still owes a step may do nothing but that.
      roles: user.nextSteps.length > 0 ? [] : user.roles.map(({ regionId, role }) => `${regionId}:${role}`),
    })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(ISSUER)
      .setSubject(user.id)
      .setIssuedAt(issuedSeconds)
      .setExpirationTime(expiresSeconds)
      .sign(this.key.privateKey);
    return { token, expiresAt: new Date(expiresSeconds * 1000) };
  }

  /** Undefined for a token that is forged, out of date or of an ended session. */
  async verify(token: string): Promise<SignedIn | undefined> {
    const known = this.verified.get(token);
    if (known && known.expiresAt.getTime() > Date.now()) {
      return this.endedSessions.has(known.sessionId) ? undefined : known;
    }
    this.verified.delete(token);
    const verified = await jwtVerify(token, this.key.publicKey, {
      issuer: ISSUER,
      algorithms: ['EdDSA'],
    }).catch(() => undefined);
    const { sub, sid, name, roles, exp } = verified?.payload ?? {};
    if (!sub || typeof sid !== 'string' || !Array.isArray(roles) || exp === undefined) return undefined;
    if (this.endedSessions.has(sid)) return undefined;
    const actor: Actor = {
      kind: 'user',
      id: sub,
      displayName: String(name),
      roles: roles.flatMap(parseRole),
    };
    const signedIn = { actor, sessionId: sid, expiresAt: new Date(exp * 1000) };
    if (this.verified.size >= MAX_REMEMBERED) this.verified.clear();
    this.verified.set(token, signedIn);
    return signedIn;
  }
}

function parseRole(text: unknown): { regionId: string; role: Role }[] {
  const [regionId, role] = String(text).split(':');
  const known = ROLES.find((one) => one === role);
  return regionId && known ? [{ regionId, role: known }] : [];
}
