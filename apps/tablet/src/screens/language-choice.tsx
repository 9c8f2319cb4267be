import { chooseLocale, LOCALE_NAMES, LOCALES, locale } from '#ui';
import { t } from '../i18n/text.ts';

/** Switches the language at once; the choice is kept on this tablet. */
export function LanguageChoice() {
  return (
    <div class="choices" role="group" aria-label={t('settings.language')}>
      {LOCALES.map((one) => (
        <button
          key={one}
          type="button"
          class={`key ${locale.value === one ? 'is-chosen' : ''}`}
          aria-pressed={locale.value === one}
          lang={one}
          data-testid={`language-${one}`}
          onClick={() => void chooseLocale(one)}
        >
          {LOCALE_NAMES[one]}
        </button>
      ))}
    </div>
  );
}
