import { formatAge } from '#ui';
import { t } from '../i18n/text.ts';
import { chooseThemeMode, THEME_MODES, themeMode } from '../core/theme-mode.ts';
import type { SoundName } from '../core/sounds.ts';
import { VoiceSettingsPart } from '../parts.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useTablet } from '../ui/tablet-context.ts';
import { LanguageChoice } from './language-choice.tsx';

const SOUNDS: readonly SoundName[] = ['assignment', 'message', 'done', 'trouble'];
const SOUND_GAP_MS = 1200;

export function SettingsView({ onBack }: { onBack: () => void }) {
  const tablet = useTablet();
  const test = (): void => {
    for (const [index, name] of SOUNDS.entries())
      setTimeout(() => tablet.sounds.play(name), index * SOUND_GAP_MS);
    navigator.vibrate?.(200);
  };
  return (
    <Sheet title={t('settings.title')} onBack={onBack} testId="settings">
      <h2>{t('settings.language')}</h2>
      <LanguageChoice />
      <h2>{t('settings.theme')}</h2>
      <div class="choices" role="group" aria-label={t('settings.theme')}>
        {THEME_MODES.map((mode) => (
          <button
            key={mode}
            type="button"
            class={`key ${themeMode.value === mode ? 'is-chosen' : ''}`}
            aria-pressed={themeMode.value === mode}
            data-testid={`theme-${mode}`}
            onClick={() => chooseThemeMode(mode)}
          >
            {t(`settings.${mode}`)}
          </button>
        ))}
      </div>
      <h2>{t('settings.sound')}</h2>
      <button type="button" class="key" data-testid="sound-test" onClick={test}>
        {t('settings.soundTest')}
      </button>
      <VoiceSettingsPart />
      <h2>{t('settings.device')}</h2>
      <DeviceFacts />
      {tablet.update.isWaiting.value && (
        <div class="row">
          <p>{t('settings.update')}</p>
          {tablet.current.value ? (
            <p class="dim">{t('settings.updateLater')}</p>
          ) : (
            <button
              type="button"
              class="key is-primary"
              data-testid="update"
              onClick={() => tablet.update.apply()}
            >
              {t('settings.updateNow')}
            </button>
          )}
        </div>
      )}
    </Sheet>
  );
}

function DeviceFacts() {
  const tablet = useTablet();
  const yesNo = (is: boolean | undefined): string => t(is ? 'settings.yes' : 'settings.no');
  const ahead = tablet.clock.deviceAheadMs.value;
  const facts: readonly (readonly [string, string])[] = [
    [t('settings.offline'), yesNo(tablet.update.isInstalled)],
    [t('settings.persistent'), yesNo(tablet.guard.isPersistent.value)],
    [t('settings.awake'), yesNo(tablet.wakeLock.isHeld.value)],
    [t('settings.clock'), ahead === undefined ? '–' : formatAge(Math.abs(ahead) / 1000)],
    [t('settings.position'), t(`position.${tablet.positions.state.value}`)],
  ];
  return (
    <dl class="device-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt class="dim">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
