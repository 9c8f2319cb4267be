import '../../../libs/ui/src/styles/fonts.css';
import '../../../libs/ui/src/styles/tokens.css';
import '../../../libs/ui/src/styles/base.css';
import '../../../libs/ui/src/styles/status.css';
import './styles/tablet.css';
import './styles/screens.css';
import { initLocale, loadLanguagesWith } from '#ui';
import { render } from 'preact';
import { App } from './app.tsx';
import { Tablet } from './core/tablet.ts';
import { initThemeMode } from './core/theme-mode.ts';
import { loadLanguage, t } from './i18n/text.ts';
import { openTabletDatabase } from './store/database.ts';
import { Vault } from './store/vault.ts';

const RETRY_MS = 2000;

initThemeMode();
loadLanguagesWith(loadLanguage);
const root = document.getElementById('app')!;

async function openTablet(): Promise<Tablet> {
  const database = await openTabletDatabase({
    // Another tab wipes or renews the database: this one must let go of it.
    onBlocking: () => location.reload(),
    onTerminated: () => location.reload(),
  });
  const tablet = new Tablet(database, await Vault.open(database));
  await tablet.load();
  return tablet;
}

async function start(): Promise<void> {
  const opening = openTablet().catch(() => undefined);
  while (!(await initLocale())) {
    root.textContent = 'Akut: no answer from the server. Trying again…';
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  const tablet = isSecureContext ? await opening : undefined;
  if (!tablet) {
    root.textContent = t(isSecureContext ? 'app.failed' : 'app.insecure');
    return;
  }
  tablet.start();
  root.textContent = '';
  render(<App tablet={tablet} />, root);
}

void start();
