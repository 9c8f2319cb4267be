import { formatTravel } from '#ui';
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Answer } from '../api/http.ts';
import { problemText } from '../api/refusal-text.ts';
import { t } from '../i18n/text.ts';
import { Preferences } from './preferences.tsx';
import type { Session } from './session.ts';

interface Failure {
  readonly answer: Answer<unknown>;
  /** Monotonic ms until which the server asked us to wait. */
  readonly waitUntil: number;
}

function secondsToWait(answer: Answer<unknown>): number {
  if (answer.kind !== 'refused' || answer.problem.status !== 429) return 0;
  const told = answer.problem.details?.['retryAfterSeconds'];
  return answer.retryAfterSeconds ?? (typeof told === 'number' ? told : 5);
}

function failureMessage({ answer, waitUntil }: Failure, now: number): string {
  if (answer.kind === 'unreachable') return t('login.unreachable');
  if (answer.kind !== 'refused') return '';
  const left = Math.ceil((waitUntil - now) / 1000);
  if (answer.problem.status === 429) return left > 0 ? t('login.wait', { time: formatTravel(left) }) : '';
  return problemText(answer.problem, 'UTC');
}

function useSignIn(session: Session) {
  const email = useSignal('');
  const password = useSignal('');
  const code = useSignal('');
  /** The password was right, and the account has a second step. */
  const isCodeAsked = useSignal(false);
  const isSending = useSignal(false);
  const failure = useSignal<Failure | undefined>(undefined);
  const now = useSignal(performance.now());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = performance.now();
    }, 500);
    return () => clearInterval(timer);
  }, [now]);
  const submit = async (): Promise<void> => {
    if (isSending.value || (failure.value && failure.value.waitUntil > performance.now())) return;
    isSending.value = true;
    failure.value = undefined;
    const answer = await session.signIn(
      email.value.trim(),
      password.value,
      isCodeAsked.value ? code.value : undefined,
    );
    isSending.value = false;
    if (answer.kind === 'ok') return;
    code.value = '';
    if (answer.kind === 'refused' && answer.problem.reason === 'secondStepNeeded') {
      isCodeAsked.value = true;
      return;
    }
    failure.value = { answer, waitUntil: performance.now() + secondsToWait(answer) * 1000 };
    password.value = answer.kind === 'refused' && answer.problem.status === 401 ? '' : password.value;
  };
  return { email, password, code, isCodeAsked, isSending, failure, now, submit };
}

function CodeField({ code }: { code: Signal<string> }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <label>
      <span class="label">{t('login.code')}</span>
      <input
        ref={input}
        class="field mono"
        name="code"
        autocomplete="one-time-code"
        required
        data-testid="login-code"
        value={code.value}
        onInput={(event) => (code.value = event.currentTarget.value)}
      />
    </label>
  );
}

export function LoginPage({ session, hasEnded }: { session: Session; hasEnded: boolean }) {
  const form = useSignIn(session);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const message = form.failure.value ? failureMessage(form.failure.value, form.now.value) : '';
  const isWaiting = (form.failure.value?.waitUntil ?? 0) > form.now.value;
  return (
    <main class="login">
      <form
        class="login-box"
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <p class="login-brand">
          <span class="brand-mark" aria-hidden="true" />
          Akut
        </p>
        <h1>{t('login.title')}</h1>
        {hasEnded && !message && <p class="notice-line is-warning">{t('login.ended')}</p>}
        <label>
          <span class="label">{t('login.email')}</span>
          <input
            ref={first}
            class="field"
            type="email"
            name="email"
            autocomplete="username"
            required
            data-testid="login-email"
            value={form.email.value}
            onInput={(event) => (form.email.value = event.currentTarget.value)}
          />
        </label>
        <label>
          <span class="label">{t('login.password')}</span>
          <input
            class="field"
            type="password"
            name="password"
            autocomplete="current-password"
            required
            data-testid="login-password"
            value={form.password.value}
            onInput={(event) => (form.password.value = event.currentTarget.value)}
          />
        </label>
        {form.isCodeAsked.value && <CodeField code={form.code} />}
        <p class="login-message" role="alert" data-testid="login-error">
          {message}
        </p>
        <button
          type="submit"
          class="button is-primary is-tall"
          data-testid="login-submit"
          disabled={form.isSending.value || isWaiting}
        >
          {t(form.isSending.value ? 'login.sending' : 'login.submit')}
        </button>
      </form>
      <Preferences />
    </main>
  );
}
