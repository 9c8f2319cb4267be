import { shortOf, type Verb } from '../command-line/verbs.ts';

/** How an action on the screen is done without the mouse: a verb of the command line, or keys. */
export type ActionKey = { readonly verb: Verb; readonly rest?: string } | { readonly keys: string };

const verb = (name: Verb, rest?: string): ActionKey => ({ verb: name, ...(rest !== undefined && { rest }) });
const keys = (text: string): ActionKey => ({ keys: text });

/** By the control's test id. A `*` at the end stands for any ending. */
const ACTION_KEYS: readonly (readonly [testId: string, ActionKey])[] = [
  ['new-incident', keys('F2')],
  ['draft', keys('F4')],
  ['save-incident', keys('Ctrl Enter')],
  ['set-draft-aside', keys('Esc')],
  ['discard-draft', verb('discardDraft')],
  ['remove-position', keys('Tab')],
  ['choose-position', keys('Tab')],
  ['category-select', keys('Tab')],
  ['priority-*', keys('1 … 4')],
  ['triage-answer-*', keys('1 … 9')],
  ['triage-given', keys('Backspace')],
  ['incident-row', verb('find', '2419')],
  ['close-view', keys('Esc')],
  ['change-place', verb('place')],
  ['save-place', keys('Enter')],
  ['cancel-place', keys('Esc')],
  ['close-incident', verb('close')],
  ['outcome-select', verb('close')],
  ['confirm-close', keys('Enter')],
  ['cancel-close', keys('Esc')],
  ['add-remark', keys('Enter')],
  ['dispatch-*', keys('1 … 9')],
  ['send-proposed', keys('0')],
  ['show-rejected', keys('x')],
  ['retry-recommendation', verb('recommend')],
  ['send-unit', verb('dispatch', 'M12')],
  ['unit-link', verb('find', 'M12')],
  ['report-step', verb('onScene', 'M12')],
  ['cancel-assignment', verb('cancel', 'M12')],
  ['call-back', verb('callBack', 'M12')],
  ['confirm-cancel', keys('Enter')],
  ['activate-assignment', verb('sendNow', 'M12')],
  ['hand-over', verb('takeOver', 'M12 M07')],
  ['hand-over-to', verb('takeOver', 'M12 M07')],
  ['confirm-hand-over', keys('Enter')],
  ['open-destination', verb('destination', 'M12')],
  ['destination-*', verb('destination', 'M12')],
  ['acknowledge-alarm', verb('alarm')],
  ['alarm-text', verb('find', '2419')],
  ['alarms-more', keys('Tab')],
  ['accept-proposal', verb('accept')],
  ['dismiss-proposal', verb('dismiss')],
  ['proposal-incident', verb('find', '2419')],
  ['join-duplicate', verb('join')],
  ['dismiss-duplicate', verb('notSame')],
  ['duplicate-text', verb('find', '2419')],
  ['start-shift', verb('shift')],
  ['user-menu', verb('menu')],
  ['language-select', verb('language', 'bg')],
  ['theme-*', verb('theme')],
  ['show-hazards', verb('hazards')],
  ['hazard-new', keys('Alt N')],
  ['hazard-item', keys('↑ ↓ Enter')],
  ['hazard-save', keys('Ctrl Enter')],
  ['hazard-close', keys('Esc')],
  ['hazard-cancel', keys('Esc')],
  ['hazard-end', keys('Tab')],
  ['hazard-retry', keys('Tab')],
  ['hazard-all', keys('Tab')],
  ['region-select', verb('menu')],
  ['sign-out', verb('signOut')],
  ['open-account', verb('menu')],
  ['open-admin', verb('menu')],
  ['history-open', keys('F8')],
  ['history-close', keys('Esc')],
  ['history-slider', keys('← →')],
  ['supervisor-open', keys('F10')],
  ['supervisor-back', keys('F10')],
  ['sectors-open', keys('F7')],
  ['sector-*', keys('Tab')],
  ['save-csv', keys('Tab')],
  ['print-incident', keys('Ctrl P')],
  ['download-pdf', keys('Tab')],
  ['office-back', keys('Esc')],
  ['office-close', keys('Esc')],
  ['office-add', keys('N')],
  ['office-import', keys('I')],
  ['office-export', keys('Tab')],
  ['office-save', keys('Enter')],
  ['office-remove', keys('Tab')],
  ['nav-*', keys('↑ ↓ Enter')],
  ['draw-closure', verb('drawClosure')],
  ['save-closure', keys('Enter')],
  ['closure-*', keys('Tab')],
  ['lift-closure', keys('Tab')],
  ['edit-closure', keys('Tab')],
  ['undo', keys('Ctrl Z')],
  ['show-help', keys('?')],
  ['stop-sending', keys('Tab')],
  ['status-chip', keys('/')],
  ['layer-*', keys('Alt L')],
  ['window-*', keys('Alt W')],
  ['back-*', keys('Alt W')],
  ['tab-*', keys('F3')],
  ['border-*', keys('← →')],
  ['mark-*', keys('/')],
  ['unit-group-title', keys('↑ ↓ Enter')],
  ['map-menu-*', keys('↓ Enter')],
];

/** How the control with this test id is reached; undefined when only the mouse reaches it. */
export function findActionKey(testId: string): ActionKey | undefined {
  return ACTION_KEYS.find(([name]) =>
    name.endsWith('*') ? testId.startsWith(name.slice(0, -1)) : testId === name,
  )?.[1];
}

/** The keys as they are shown: `ca M12`, `Ctrl Enter`. */
export function actionKeyText(key: ActionKey): string {
  if ('keys' in key) return key.keys;
  const short = shortOf(key.verb);
  return key.rest === undefined ? short : `${short} ${key.rest}`;
}
