import { chooseLocale, chooseTheme, LOCALE_NAMES, locale, LOCALES, theme, THEMES } from '#ui';
import { t } from '../i18n/text.ts';

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
        value={locale.value}
        onChange={(event) => {
          const chosen = LOCALES.find((known) => known === event.currentTarget.value);
          if (chosen) chooseLocale(chosen);
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
    </div>
  );
}
