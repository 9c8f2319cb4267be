import './navigation.css';
import { locale, LOCALE_NAMES } from '#ui';
import { useMemo } from 'preact/hooks';
import { BrowserSpeaker } from './speaker.ts';
import { t } from './texts/text.ts';

/** Says which voice reads directions aloud in the present language, or that none does; for the settings' page. */
export function VoiceSettings() {
  const speaker = useMemo(() => new BrowserSpeaker(), []);
  void speaker.voicesVersion.value;
  const language = locale.value;
  const voice = speaker.findVoice(language);
  const words = voice
    ? t(voice.isLocal ? 'voice.some' : 'voice.remote', { name: voice.name })
    : t('voice.none', { language: LOCALE_NAMES[language] });
  return (
    <section class="voice-settings">
      <h2>{t('voice.title')}</h2>
      <p>{words}</p>
      <button type="button" class="navigation-key" onClick={() => speaker.say(t('voice.sample'), language)}>
        {t('voice.try')}
      </button>
    </section>
  );
}

export default VoiceSettings;
