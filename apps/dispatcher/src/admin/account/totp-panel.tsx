import type { TotpState } from '#contracts';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Session } from '../../session/session.ts';
import { TextField } from '../fields.tsx';
import { o } from '../office-text.ts';
import { saveFile } from '../save-file.ts';
import { accountFailure } from './account-failure.ts';
import { QrCode } from './qr-code.tsx';

type Stage =
  | { readonly kind: 'rest' }
  | { readonly kind: 'scan'; readonly secret: string; readonly uri: string }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

interface Props {
  readonly session: Session;
  readonly timeOf: (instant: string) => string;
  /** Told once the account has its second step and the codes have been seen. */
  readonly onEnrolled?: () => void;
}

function useTotp({ session, onEnrolled }: Props) {
  const state = useSignal<TotpState | undefined>(undefined);
  const stage = useSignal<Stage>({ kind: 'rest' });
  const failure = useSignal('');
  const password = useSignal('');
  const code = useSignal('');
  const load = async (): Promise<void> => {
    const answer = await session.call('getTotp');
    failure.value = accountFailure(answer);
    if (answer.kind === 'ok') state.value = answer.value;
  };
  const clear = (): void => {
    password.value = code.value = failure.value = '';
  };
  const begin = async (): Promise<void> => {
    const answer = await session.call('beginTotp', { body: { password: password.value } });
    failure.value = accountFailure(answer);
    if (answer.kind !== 'ok') return;
    clear();
    stage.value = { kind: 'scan', ...answer.value };
  };
  const showCodes = async (name: 'confirmTotp' | 'renewRecoveryCodes'): Promise<void> => {
    const answer = await session.call(name, { body: { code: code.value } });
    failure.value = accountFailure(answer);
    code.value = '';
    if (answer.kind !== 'ok') return;
    clear();
    stage.value = { kind: 'codes', codes: answer.value.recoveryCodes };
    await load();
  };
  const remove = async (): Promise<void> => {
    const body = { password: password.value, code: code.value };
    const answer = await session.call('removeTotp', { body });
    failure.value = accountFailure(answer);
    if (answer.kind !== 'ok') return;
    clear();
    state.value = answer.value;
  };
  const finish = (): void => {
    stage.value = { kind: 'rest' };
    onEnrolled?.();
  };
  return { state, stage, failure, password, code, load, begin, showCodes, remove, finish };
}
type Totp = ReturnType<typeof useTotp>;

/** Sets up, renews and removes the second step of signing in. */
export function TotpPanel(props: Props) {
  const totp = useTotp(props);
  useEffect(() => void totp.load(), []);
  const { stage, failure } = totp;
  const state = totp.state.value;
  return (
    <div class="office-form" data-testid="totp-panel" data-enrolled={state?.isEnrolled}>
      {!state && !failure.value && <p class="dim">{o('list.loading')}</p>}
      {state && stage.value.kind === 'rest' && !state.isEnrolled && <Begin totp={totp} state={state} />}
      {stage.value.kind === 'scan' && <Scan totp={totp} secret={stage.value.secret} uri={stage.value.uri} />}
      {stage.value.kind === 'codes' && <Codes totp={totp} codes={stage.value.codes} />}
      {state?.isEnrolled && stage.value.kind === 'rest' && (
        <Enrolled totp={totp} state={state} timeOf={props.timeOf} />
      )}
      <p class="field-error" role="alert" data-testid="totp-failure">
        {failure.value}
      </p>
    </div>
  );
}

function PasswordField({ totp }: { totp: Totp }) {
  return (
    <TextField
      label={o('password.current')}
      name="totpPassword"
      type="password"
      autocomplete="current-password"
      value={totp.password.value}
      onValue={(value) => (totp.password.value = value)}
    />
  );
}

function CodeField({ totp, label }: { totp: Totp; label: string }) {
  return (
    <TextField
      label={label}
      name="totpCode"
      isMono
      autocomplete="one-time-code"
      value={totp.code.value}
      onValue={(value) => (totp.code.value = value)}
    />
  );
}

function Begin({ totp, state }: { totp: Totp; state: TotpState }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void totp.begin();
      }}
    >
      <p class={state.isRequired ? 'attention' : 'dim'}>
        {o(state.isRequired ? 'totp.required' : 'totp.explain')}
      </p>
      <PasswordField totp={totp} />
      <button type="submit" class="button is-primary" data-testid="totp-begin">
        {o('totp.begin')}
      </button>
    </form>
  );
}

function Scan({ totp, secret, uri }: { totp: Totp; secret: string; uri: string }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void totp.showCodes('confirmTotp');
      }}
    >
      <p>{o('totp.scan')}</p>
      <QrCode text={uri} label={o('totp.qr')} />
      <p class="dim">{o('totp.typed')}</p>
      <p class="mono office-secret" data-testid="totp-secret">
        {secret.match(/.{1,4}/g)?.join(' ')}
      </p>
      <CodeField totp={totp} label={o('totp.firstCode')} />
      <button type="submit" class="button is-primary" data-testid="totp-confirm">
        {o('totp.confirm')}
      </button>
    </form>
  );
}

function Codes({ totp, codes }: { totp: Totp; codes: readonly string[] }) {
  return (
    <>
      <p class="attention">{o('totp.codes')}</p>
      <ul class="recovery-codes mono" data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p class="office-buttons">
        <button
          type="button"
          class="button"
          onClick={() => saveFile('akut-recovery-codes.txt', `${codes.join('\r\n')}\r\n`, 'text/plain')}
        >
          {o('totp.saveCodes')}
        </button>
        <button type="button" class="button is-primary" data-testid="totp-done" onClick={totp.finish}>
          {o('totp.done')}
        </button>
      </p>
    </>
  );
}

interface EnrolledProps {
  readonly totp: Totp;
  readonly state: TotpState;
  readonly timeOf: (instant: string) => string;
}

function Enrolled({ totp, state, timeOf }: EnrolledProps) {
  const since = state.enrolledAt ? timeOf(state.enrolledAt) : '';
  return (
    <>
      <p class="ok-text">{o('totp.on', { since })}</p>
      <p class={state.recoveryCodesLeft < 3 ? 'attention' : 'dim'}>
        {o('totp.codesLeft', { count: state.recoveryCodesLeft })}
      </p>
      <CodeField totp={totp} label={o('totp.code')} />
      <p class="office-buttons">
        <button
          type="button"
          class="button"
          data-testid="totp-renew"
          onClick={() => void totp.showCodes('renewRecoveryCodes')}
        >
          {o('totp.renewCodes')}
        </button>
      </p>
      <PasswordField totp={totp} />
      <button type="button" class="button" data-testid="totp-remove" onClick={() => void totp.remove()}>
        {o('totp.remove')}
      </button>
    </>
  );
}
