import type { Locale } from '#ui';
import { signal, type ReadonlySignal } from '@preact/signals';

/** A voice of this tablet that speaks a language; `isLocal` needs no network. */
export interface FoundVoice {
  readonly name: string;
  readonly isLocal: boolean;
}

/** Says words aloud, or sounds a tone where no voice speaks the language. */
export interface Speaker {
  /** Raised when the tablet's voices have become known, which takes a moment. */
  readonly voicesVersion: ReadonlySignal<number>;
  findVoice(language: Locale): FoundVoice | undefined;
  say(text: string, language: Locale): void;
  stop(): void;
}

const TONE_HERTZ = 880;
const TONE_SECONDS = 0.18;

function pickVoice(language: Locale): SpeechSynthesisVoice | undefined {
  const voices = (globalThis.speechSynthesis?.getVoices() ?? []).filter((voice) =>
    voice.lang.toLowerCase().replace('_', '-').startsWith(language),
  );
  // A voice from the network is silent in the very valley where it is needed.
  return voices.find(({ localService }) => localService) ?? voices[0];
}

/** The browser's own speech. */
export class BrowserSpeaker implements Speaker {
  readonly voicesVersion = signal(0);
  private audio: AudioContext | undefined;

  constructor() {
    globalThis.speechSynthesis?.addEventListener?.('voiceschanged', () => this.voicesVersion.value++);
  }

  findVoice(language: Locale): FoundVoice | undefined {
    const voice = pickVoice(language);
    return voice && { name: voice.name, isLocal: voice.localService };
  }

  say(text: string, language: Locale): void {
    const voice = pickVoice(language);
    if (!voice || (!voice.localService && !navigator.onLine)) return this.tone();
    // What is being said is about a turn that is behind by now.
    speechSynthesis.cancel();
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    speechSynthesis.speak(utterance);
  }

  stop(): void {
    globalThis.speechSynthesis?.cancel();
  }

  /** Silent until somebody has touched the screen once, as browsers demand. */
  private tone(): void {
    if (typeof AudioContext === 'undefined') return;
    this.audio ??= new AudioContext();
    const { audio } = this;
    const [source, volume] = [audio.createOscillator(), audio.createGain()];
    source.frequency.value = TONE_HERTZ;
    volume.gain.setValueAtTime(0.25, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + TONE_SECONDS);
    source.connect(volume).connect(audio.destination);
    source.start();
    source.stop(audio.currentTime + TONE_SECONDS);
  }
}
