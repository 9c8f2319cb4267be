import { t } from '../i18n/text.ts';

export interface StatusPageProps {
  readonly text: string;
  readonly onRetry?: () => void;
}

/** A page of one sentence: what is being waited for, or what failed and what to do. */
export function StatusPage({ text, onRetry }: StatusPageProps) {
  return (
    <main class="login">
      <div class="login-box">
        <p class="login-brand">
          <span class="brand-mark" aria-hidden="true" />
          Akut
        </p>
        <p role="status" class="dim">
          {text}
        </p>
        {onRetry && (
          <button type="button" class="button is-primary" onClick={onRetry}>
            {t('login.retry')}
          </button>
        )}
      </div>
    </main>
  );
}
