import {
  chooseLocale,
  chooseTheme,
  failedLocale,
  LOCALE_NAMES,
  locale,
  LOCALES,
  pendingLocale,
  theme,
  THEMES,
} from '#ui';
import { t } from '../i18n/text.ts';

function LanguageFailure() {
  const failed = failedLocale.value;
  return (
    <p class="language-failure" role="status" data-testid="language-failure">
      {failed && t('menu.languageFailed', { language: LOCALE_NAMES[failed] })}
    </p>
  );
}

/** Language and theme, at once and without a reload. */
export function Preferences() {
  return (
    <div class="preferences">
      <label class="visually-hidden" for="language">
        {t('menu.language')}
      </label>
      <select
        id="language"
        class="field is-small"
        data-testid="language-select"
        value={pendingLocale.value ?? locale.value}
        aria-busy={pendingLocale.value !== undefined}
        onChange={(event) => {
          const chosen = LOCALES.find((known) => known === event.currentTarget.value);
          if (chosen) void chooseLocale(chosen);
        }}
      >
        {LOCALES.map((known) => (
          <option key={known} value={known} lang={known}>
            {LOCALE_NAMES[known]}
          </option>
        ))}
      </select>
      <div class="segments" role="group" aria-label={t('menu.theme')}>
        {THEMES.map((known) => (
          <button
            key={known}
            type="button"
            class="segment"
            aria-pressed={theme.value === known}
            data-testid={`theme-${known}`}
            onClick={() => chooseTheme(known)}
          >
            {t(known === 'dark' ? 'menu.dark' : 'menu.light')}
          </button>
        ))}
      </div>
      <LanguageFailure />
    </div>
  );
}
