import type { Preferences, UserView } from '#contracts';
import { chooseLocale, chooseTheme, findLocale, locale, theme } from '#ui';
import { effect, signal } from '@preact/signals';
import type { Session } from './session.ts';

/** Loudness of alarms, 20 to 100; never silent, since somebody has to hear them. */
export const loudnessPercent = signal(100);
/** False: of alarms only the gravest sound, and system trouble. */
export const warningsSound = signal(true);

const present = () => ({
  language: locale.peek(),
  theme: theme.peek(),
  loudnessPercent: loudnessPercent.peek(),
  warningsSound: warningsSound.peek(),
});

/** Keeps how this screen looks and sounds with the account. */
export async function keepPreferences(session: Session): Promise<void> {
  if (session.user.peek()) await session.call('setPreferences', { body: present() });
}

function take(user: UserView): void {
  const { theme: kept, loudnessPercent: loudness, warningsSound: warnings }: Preferences = user.preferences;
  if (kept) chooseTheme(kept);
  if (loudness !== undefined) loudnessPercent.value = Math.max(20, loudness);
  if (warnings !== undefined) warningsSound.value = warnings;
  const language = user.preferences.language && findLocale(user.preferences.language);
  if (language) void chooseLocale(language);
}

/**
 * Takes over the account's own look when somebody signs in, and keeps what they change from then on. A machine is shared
 * by three shifts: what one of them likes must not stay behind for the next.
 */
export function followPreferences(session: Session): () => void {
  let takenFor: string | undefined;
  let last = '';
  return effect(() => {
    const user = session.user.value;
    const shown = `${locale.value} ${theme.value}`;
    if (!user) {
      takenFor = undefined;
      return;
    }
    if (takenFor !== user.id) {
      takenFor = user.id;
      take(user);
      last = `${locale.peek()} ${theme.peek()}`;
    } else if (shown !== last) {
      last = shown;
      void keepPreferences(session);
    }
  });
}
