import '../../../libs/ui/src/styles/fonts.css';
import '../../../libs/ui/src/styles/tokens.css';
import '../../../libs/ui/src/styles/base.css';
import '../../../libs/ui/src/styles/status.css';
import './styles/login.css';
import './styles/desk.css';
import './styles/incident.css';
import './styles/people.css';
import './styles/attention.css';
import './styles/board.css';
import './styles/layout.css';
import './styles/keyboard.css';
import './styles/map.css';
import { initLocale, initTheme, loadLanguagesWith } from '#ui';
import { render } from 'preact';
import { App } from './app.tsx';
import { loadLanguage } from './i18n/text.ts';
import { Session } from './session/session.ts';

const RETRY_MS = 2000;

initTheme();
loadLanguagesWith(loadLanguage);
const root = document.getElementById('app')!;
const session = new Session();

/** The session is taken up while the language loads; nothing is drawn in a language that was not chosen. */
async function start(): Promise<void> {
  void session.resume();
  while (!(await initLocale())) {
    root.textContent = 'Akut: no answer from the server. Trying again…';
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  root.textContent = '';
  render(<App session={session} />, root);
}

void start();
