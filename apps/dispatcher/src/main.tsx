import '../../../libs/ui/src/styles/fonts.css';
import '../../../libs/ui/src/styles/tokens.css';
import '../../../libs/ui/src/styles/base.css';
import '../../../libs/ui/src/styles/status.css';
import './styles/login.css';
import './styles/desk.css';
import './styles/incident.css';
import './styles/board.css';
import './styles/map.css';
import { initLocale, initTheme } from '#ui';
import { render } from 'preact';
import { App } from './app.tsx';
import { Session } from './session/session.ts';

initTheme();
initLocale();
const session = new Session();
void session.resume();
render(<App session={session} />, document.getElementById('app')!);
