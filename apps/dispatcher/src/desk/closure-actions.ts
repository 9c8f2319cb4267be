import type { ClosureShape, ClosureView } from '#contracts';
import { effect } from '@preact/signals';
import { failureText, fieldErrors } from '../api/refusal-text.ts';
import { t } from '../i18n/text.ts';
import type { Desk } from './desk.ts';

const PREVIEW_DELAY_MS = 200;
const HOUR_MS = 3_600_000;

/** Asks what the drawing means whenever it changes. Returns how to stop. */
export function followDrawing(desk: Desk): () => void {
  const { closures } = desk;
  let asking: AbortController | undefined;
  const stop = effect(() => {
    const shape = closures.shape.value;
    asking?.abort();
    closures.preview.value = undefined;
    closures.failure.value = '';
    if (!shape) return undefined;
    asking = new AbortController();
    const { signal: abort } = asking;
    const timer = setTimeout(() => void askWhatItMeans(desk, shape, abort), PREVIEW_DELAY_MS);
    return () => clearTimeout(timer);
  });
  return () => {
    asking?.abort();
    stop();
  };
}

async function askWhatItMeans(desk: Desk, shape: ClosureShape, abort: AbortSignal): Promise<void> {
  const body = { regionId: desk.region.id, shape };
  const answer = await desk.session.call('previewClosure', { body, signal: abort });
  if (abort.aborted) return;
  if (answer.kind === 'ok') desk.closures.preview.value = answer.value;
  else desk.closures.failure.value = failureText(answer, desk.region.timeZone);
}

/** Saves what is drawn; what cannot be right is said, and nothing drawn is lost. */
export async function saveClosure(desk: Desk): Promise<void> {
  const { closures } = desk;
  const shape = closures.shape.peek();
  if (!shape || closures.isSending.peek()) return;
  closures.isSending.value = true;
  const isSlow = closures.kind.peek() === 'slow';
  const hours = closures.hours.peek();
  const answer = await desk.outbox.send('createClosure', {
    body: {
      regionId: desk.region.id,
      shape,
      kind: closures.kind.peek(),
      timeFactor: isSlow ? closures.timeFactor.peek() : null,
      emergencyMayPass: !isSlow && closures.emergencyMayPass.peek(),
      endsAt: hours === 0 ? null : new Date(desk.clock.now() + hours * HOUR_MS).toISOString(),
      reason: closures.reason.peek(),
    },
    label: t('command.close-road'),
  });
  closures.isSending.value = false;
  if (answer.kind !== 'ok') {
    closures.errors.value = fieldErrors(answer);
    closures.failure.value = failureText(answer, desk.region.timeZone);
    return;
  }
  closures.cancel();
  desk.say({ tone: 'done', text: t('done.roadClosed') });
  void desk.recommendations.refresh();
}

/** Ends a closure now. */
export async function liftClosure(desk: Desk, closure: ClosureView): Promise<void> {
  const answer = await desk.outbox.send('liftClosure', {
    params: { closureId: closure.id },
    body: {},
    label: t('command.open-road'),
  });
  if (answer.kind === 'ok') desk.say({ tone: 'done', text: t('done.roadOpened') });
  else {
    const text = failureText(answer, desk.region.timeZone);
    if (text !== '') desk.say({ tone: 'warning', text });
  }
  void desk.recommendations.refresh();
}
