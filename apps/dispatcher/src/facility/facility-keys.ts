import { signal } from '@preact/signals';
import type { FacilityKey } from './texts.ts';

interface PageKey {
  readonly key: string;
  /** Place on the keyboard, the same in every language; none where the key acts by another listener. */
  readonly code?: string;
  readonly text: FacilityKey;
  /** What takes the focus, or is pressed where it is a button. */
  readonly target?: string;
}

/** Keys of the page, in the order in which its help lists them. */
export const FACILITY_KEYS: readonly PageKey[] = [
  { key: 'O', code: 'KeyO', text: 'openRecord', target: '[data-testid=open-record]' },
  { key: 'Esc', text: 'closeRecord' },
  { key: 'L', code: 'KeyL', text: 'load', target: '[data-part=load] [aria-pressed=true]' },
  { key: 'W', code: 'KeyW', text: 'wait', target: '[data-part=wait] input' },
  { key: 'B', code: 'KeyB', text: 'freeBeds', target: '[data-part=beds] input' },
  { key: 'T', code: 'KeyT', text: 'taking', target: '[data-part=taking] [aria-pressed=true]' },
  { key: 'R', code: 'KeyR', text: 'reason', target: '[data-part=reason] input' },
  { key: 'U', code: 'KeyU', text: 'until', target: '[data-part=until] select' },
  { key: '← →', text: 'keyChoose' },
  { key: 'Ctrl+Enter', text: 'save' },
  { key: '?', text: 'help' },
];

export const isFacilityHelpShown = signal(false);

interface PageActions {
  readonly save: () => void;
  /** Answers whether a record was open. */
  readonly closeRecord: () => boolean;
}

/** A choice of several beside each other: the arrows go along it. */
function stepAlong(group: Element, event: KeyboardEvent): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...group.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}

function goTo({ target }: PageKey): void {
  const found = target && document.querySelector<HTMLElement>(target);
  if (!found) return;
  found.focus();
  if (target === '[data-testid=open-record]') found.click();
}

/** Letters act but where something is typed; answers how to stop. */
export function listenToFacilityKeys({ save, closeRecord }: PageActions): () => void {
  const press = (event: KeyboardEvent): void => {
    const { target, key, code } = event;
    const element = target instanceof Element ? target : document.body;
    const isTyping = element.closest('input, select, textarea') !== null;
    if (key === 'F1' || (key === '?' && !isTyping)) isFacilityHelpShown.value = true;
    else if (isFacilityHelpShown.peek()) return;
    else if (key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
    else if (key === 'Escape') {
      if (!closeRecord()) return;
    } else if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    else {
      const group = element.closest('.segments');
      if (group) stepAlong(group, event);
      const wanted = FACILITY_KEYS.find((one) => one.code === code);
      if (!wanted) return;
      goTo(wanted);
    }
    event.preventDefault();
  };
  window.addEventListener('keydown', press);
  return () => window.removeEventListener('keydown', press);
}
