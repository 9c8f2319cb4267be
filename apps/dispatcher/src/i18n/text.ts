import { createTranslator, locale, provideSpeech, type Catalogue, type Locale } from '#ui';
import type { TextKey } from './en.ts';
import type { LanguagePack, PanelPack } from './language-pack.ts';

type Loaders<Pack> = Readonly<Record<Locale, () => Promise<{ readonly pack: Pack }>>>;

const LOADERS: Loaders<LanguagePack> = {
  en: () => import('./packs/en.ts'),
  bg: () => import('./packs/bg.ts'),
  cs: () => import('./packs/cs.ts'),
  sv: () => import('./packs/sv.ts'),
};
const PANEL_LOADERS: Loaders<PanelPack> = {
  en: () => import('./panel-packs/en.ts'),
  bg: () => import('./panel-packs/bg.ts'),
  cs: () => import('./panel-packs/cs.ts'),
  sv: () => import('./panel-packs/sv.ts'),
};
const packs = new Map<Locale, LanguagePack>();
const panelPacks = new Map<Locale, PanelPack>();
/** Both together, as far as they are here. */
const catalogues = new Map<Locale, Catalogue<TextKey>>();
let arePanelsLoaded = false;

/** Loads a language once; to be awaited before the screen switches to it. Rejects when the server does not give it. */
export async function loadLanguage(language: Locale): Promise<void> {
  await Promise.all([loadPack(language), arePanelsLoaded && loadPanelPack(language)]);
}

async function loadPack(language: Locale): Promise<void> {
  if (packs.has(language)) return;
  const { pack } = await LOADERS[language]();
  packs.set(language, pack);
  provideSpeech(pack.speech);
  join(language);
}

async function loadPanelPack(language: Locale): Promise<void> {
  if (panelPacks.has(language)) return;
  panelPacks.set(language, (await PANEL_LOADERS[language]()).pack);
  join(language);
}

function join(language: Locale): void {
  const texts = { ...packs.get(language)?.desk, ...panelPacks.get(language)?.panels };
  catalogues.set(language, texts as Catalogue<TextKey>);
}

/** Loads what the panels that follow later say, in the present language and, from then on, in each that is chosen. */
export async function loadPanelTexts(): Promise<void> {
  await loadPanelPack(locale.peek());
  arePanelsLoaded = true;
}

function present<Pack>(from: ReadonlyMap<Locale, Pack>): Pack {
  const pack = from.get(locale.value);
  if (!pack) throw new Error(`the language ${locale.value} is not loaded`);
  return pack;
}

/** All texts of the present language; what reads them follows a switch. */
export const texts = (): LanguagePack => present(packs);

/** The same for what follows later. */
export const panelTexts = (): PanelPack => present(panelPacks);

/** A text of the desk in the present language. A panel that asks for its own has waited for them. */
export const t = createTranslator<TextKey>((language) => catalogues.get(language));
