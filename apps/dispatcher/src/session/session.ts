import type { LoginAnswer, UserView } from '#contracts';
import { suggestLocale } from '#ui';
import { computed, signal } from '@preact/signals';
import { forgetDrafts } from '../desk/draft-vault.ts';
import { request, type Answer, type RequestParts, type ResponseOf, type RouteName } from '../api/http.ts';

type SessionState =
  | { readonly kind: 'checking' }
  /** The server could not be asked whether a session still runs. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signedOut'; readonly hasEnded: boolean }
  | { readonly kind: 'signedIn'; readonly user: UserView };

/** Part of a token's life after which it is renewed. */
const RENEW_AT_SHARE = 0.75;
const RENEW_RETRY_MS = 5000;
const LOCK = 'akut.refresh';
/** Says that a session was begun on this machine, so that a first visit asks the server for none. */
const BEGUN_KEY = 'akut.session';

/**
 * The signed-in user. The access token lives in memory alone; the refresh token is a cookie that no script can read.
 */
export class Session {
  readonly state = signal<SessionState>({ kind: 'checking' });
  readonly user = computed(() => (this.state.value.kind === 'signedIn' ? this.state.value.user : undefined));
  private accessToken: string | undefined;
  /** While true nothing renews the session that is being ended. */
  private isSigningOut = false;
  private renewTimer: ReturnType<typeof setTimeout> | undefined;
  private refreshing: Promise<Answer<LoginAnswer>> | undefined;
  private readonly tokenListeners = new Set<(token: string) => void>();

  get token(): string | undefined {
    return this.accessToken;
  }

  /** Calls back with each renewed token, for sockets that renew theirs in place. */
  onToken(listener: (token: string) => void): () => void {
    this.tokenListeners.add(listener);
    return () => this.tokenListeners.delete(listener);
  }

  /** Takes up the session that a reload interrupted, if its cookie still holds. */
  async resume(): Promise<void> {
    if (localStorage.getItem(BEGUN_KEY) === null) {
      this.state.value = { kind: 'signedOut', hasEnded: false };
      return;
    }
    this.state.value = { kind: 'checking' };
    const answer = await this.refresh();
    if (answer.kind === 'ok') return;
    const isOver = answer.kind === 'refused' && answer.problem.status < 429;
    this.state.value = isOver ? { kind: 'signedOut', hasEnded: false } : { kind: 'unreachable' };
  }

  async signIn(email: string, password: string, code?: string): Promise<Answer<LoginAnswer>> {
    const answer = await request('login', { body: { email, password, code } }, undefined);
    if (answer.kind === 'ok') this.accept(answer.value);
    return answer;
  }

  async signOut(): Promise<void> {
    this.isSigningOut = true;
    await forgetDrafts();
    await request('logout', {}, this.accessToken);
    this.isSigningOut = false;
    this.end(false);
  }

  /** Forgets the session; `hasEnded` when it was not the user who ended it. */
  end(hasEnded: boolean): void {
    clearTimeout(this.renewTimer);
    this.accessToken = undefined;
    localStorage.removeItem(BEGUN_KEY);
    this.state.value = { kind: 'signedOut', hasEnded };
  }

  /**
   * Exchanges the cookie for new tokens. Two windows must not use the same cookie at once, which the server takes for
   * theft and ends the session: a lock makes them take turns.
   */
  refresh(): Promise<Answer<LoginAnswer>> {
    this.refreshing ??= this.refreshOnce().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  /** Renews the tokens; when the server says that the session is over, the page goes to sign-in. */
  async refreshOrEnd(): Promise<Answer<LoginAnswer>> {
    if (this.isSigningOut) return { kind: 'aborted' };
    const answer = await this.refresh();
    if (answer.kind === 'refused' && answer.problem.status === 401) this.end(true);
    return answer;
  }

  private async refreshOnce(): Promise<Answer<LoginAnswer>> {
    const ask = (): Promise<Answer<LoginAnswer>> => request('refresh', { body: {} }, undefined);
    // Locks exist in secure contexts only; without them the windows are at least rarely in step.
    const answer = 'locks' in navigator ? await navigator.locks.request(LOCK, ask) : await ask();
    if (answer.kind === 'ok') this.accept(answer.value);
    return answer;
  }

  /** A request with the token; an expired one is renewed once and the request repeated. */
  async call<N extends RouteName>(name: N, parts: RequestParts = {}): Promise<Answer<ResponseOf<N>>> {
    const first = await request(name, parts, this.accessToken);
    if (first.kind !== 'refused' || first.problem.status !== 401) return first;
    const renewed = await this.refreshOrEnd();
    if (renewed.kind === 'ok') return request(name, parts, this.accessToken);
    return renewed.kind === 'refused' ? first : renewed;
  }

  private accept(answer: LoginAnswer): void {
    this.accessToken = answer.accessToken;
    localStorage.setItem(BEGUN_KEY, '1');
    suggestLocale(answer.user.language);
    const before = this.state.peek();
    const isSame =
      before.kind === 'signedIn' &&
      before.user.id === answer.user.id &&
      // What an account owed has been done.
      before.user.nextSteps.join() === answer.user.nextSteps.join();
    if (!isSame) {
      this.state.value = { kind: 'signedIn', user: answer.user };
    }
    this.scheduleRenewal(Math.max(10_000, Date.parse(answer.expiresAt) - Date.now()) * RENEW_AT_SHARE);
    for (const listener of this.tokenListeners) listener(answer.accessToken);
  }

  private scheduleRenewal(delayMs: number): void {
    clearTimeout(this.renewTimer);
    this.renewTimer = setTimeout(() => {
      void this.refreshOrEnd().then((answer) => {
        const isOver = answer.kind === 'refused' && answer.problem.status === 401;
        if (answer.kind !== 'ok' && !isOver) this.scheduleRenewal(RENEW_RETRY_MS);
      });
    }, delayMs);
  }
}
