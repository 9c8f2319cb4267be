import { t } from './i18n/text.ts';

export function App() {
  return <main class="plain">{t('app.starting')}</main>;
}
