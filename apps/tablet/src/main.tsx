import '../../../libs/ui/src/styles/fonts.css';
import '../../../libs/ui/src/styles/tokens.css';
import '../../../libs/ui/src/styles/base.css';
import '../../../libs/ui/src/styles/status.css';
import './styles/tablet.css';
import { initLocale, initTheme, loadLanguagesWith } from '#ui';
import { render } from 'preact';
import { App } from './app.tsx';
import { loadLanguage } from './i18n/text.ts';

const RETRY_MS = 2000;

initTheme();
loadLanguagesWith(loadLanguage);
const root = document.getElementById('app')!;

async function start(): Promise<void> {
  while (!(await initLocale())) {
    root.textContent = 'Akut: no answer from the server. Trying again…';
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  root.textContent = '';
  render(<App />, root);
}

void start();
