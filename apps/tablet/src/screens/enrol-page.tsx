import { useState } from 'preact/hooks';
import { refusedText } from '../i18n/reasons.ts';
import { t } from '../i18n/text.ts';
import { clearRevoked } from '../core/revoked-mark.ts';
import { useTablet } from '../ui/tablet-context.ts';
import { LanguageChoice } from './language-choice.tsx';

const CODE_PATTERN = /^[A-HJ-NP-Z2-9]{4}-?[A-HJ-NP-Z2-9]{4}$/;

/** A tablet that belongs to no vehicle yet. */
export default function EnrolPage() {
  const tablet = useTablet();
  const [code, setCode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const submit = async (): Promise<void> => {
    const typed = code.trim().toUpperCase();
    if (!CODE_PATTERN.test(typed)) {
      setTrouble(t('enrol.form'));
      return;
    }
    setBusy(true);
    const answer = await tablet.device.enrol(typed);
    setBusy(false);
    if (answer.kind === 'ok') clearRevoked();
    else setTrouble(answer.kind === 'refused' ? refusedText(answer.problem.reason) : t('noAnswer'));
  };
  return (
    <main class="gate" data-testid="enrol">
      <form
        class="gate-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h1>{t('enrol.title')}</h1>
        <p class="dim">{t('enrol.explain')}</p>
        <label class="big-field">
          <span>{t('enrol.code')}</span>
          <input
            class="field mono"
            data-testid="enrol-code"
            value={code}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={9}
            placeholder="ABCD-2345"
            onInput={(event) => setCode(event.currentTarget.value.toUpperCase())}
          />
        </label>
        {trouble !== undefined && (
          <p class="attention" role="alert" data-testid="trouble">
            {trouble}
          </p>
        )}
        <button type="submit" class="key is-primary" data-testid="enrol-submit" disabled={isBusy}>
          {isBusy ? t('enrol.sending') : t('enrol.submit')}
        </button>
      </form>
      <LanguageChoice />
    </main>
  );
}
