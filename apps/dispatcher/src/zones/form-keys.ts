import { saveIncident } from '../desk/actions.ts';
import type { Desk } from '../desk/desk.ts';

const TYPED = 'input, textarea';
const CHOSEN_BY_LETTERS = 'select';

/** Where the hand goes on: the first field that is said to be missing. */
const MISSING = '[aria-invalid="true"], .segments [aria-pressed]';

/** Saves; when something is missing the focus goes to it. */
export function saveOrAsk(desk: Desk, form: HTMLElement): void {
  void saveIncident(desk);
  const { errors } = desk.draft;
  if (Object.keys(errors.peek()).length === 0) return;
  // The fields are marked once they are drawn again.
  setTimeout(() => form.querySelector<HTMLElement>(MISSING)?.focus(), 0);
}

/** Answers a question or chooses a priority by digit, wherever in the form no text is being typed; true when it did. */
export function takeFormKey(desk: Desk, event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || !(target instanceof Element)) return false;
  const isChoosing = target.closest(CHOSEN_BY_LETTERS) !== null;
  if (target.closest(TYPED) || !/^[1-9]$/.test(event.key)) return goOn(desk, event, isChoosing);
  const { triage } = desk.draft;
  const state = triage.state.peek();
  const answer = state?.kind === 'asking' ? state.question.answers[Number(event.key) - 1] : undefined;
  if (answer) triage.answer(answer.answer);
  else return takePriority(desk, event.key);
  return true;
}

function takePriority(desk: Desk, key: string): boolean {
  const priority = ([1, 2, 3, 4] as const).find((one) => String(one) === key);
  if (priority === undefined) return false;
  desk.draft.choosePriority(priority);
  return true;
}

/** Enter in the list of categories saves, as in any other field. */
function goOn(desk: Desk, event: KeyboardEvent, isChoosing: boolean): boolean {
  if (!isChoosing || event.key !== 'Enter' || !(event.currentTarget instanceof HTMLElement)) return false;
  saveOrAsk(desk, event.currentTarget);
  return true;
}
