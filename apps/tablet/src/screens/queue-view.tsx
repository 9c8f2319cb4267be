import { formatAge } from '#ui';
import { useEffect } from 'preact/hooks';
import { reasonText } from '../i18n/reasons.ts';
import { t } from '../i18n/text.ts';
import { Sheet } from '../ui/sheet.tsx';
import { useTablet } from '../ui/tablet-context.ts';
import { clockSecond } from '../ui/times.ts';
import { describeEvent, wordsLost } from './describe-event.ts';
import { seeNotApplied } from './seen-marks.ts';

const MOST_SHOWN = 40;

/** What waits to be sent, what was confirmed, and what was recorded but not applied, with the reason. */
export function QueueView({ onBack }: { onBack: () => void }) {
  const tablet = useTablet();
  const { outbox, fixes, clock } = tablet;
  const zone = tablet.states.state.value?.region.timeZone;
  const newest = outbox.notApplied.value.at(-1)?.confirmedAt;
  useEffect(() => {
    if (newest !== undefined) seeNotApplied(Date.parse(newest));
  }, [newest]);
  const oldest = outbox.oldestAt.value;
  const waiting = outbox.waiting.value.slice(0, MOST_SHOWN);
  const more = outbox.count.value - waiting.length;
  const timeOf = (at: string) => <time class="mono">{clockSecond(clock.ofDevice(at), zone)}</time>;
  return (
    <Sheet title={t('queue.title')} onBack={onBack} testId="queue">
      {outbox.count.value === 0 ? (
        <p class="ok">{t('queue.empty')}</p>
      ) : (
        <p class="attention">
          {t('queue.count', { count: outbox.count.value })}.{' '}
          {oldest !== undefined &&
            t('queue.oldest', { age: formatAge((clock.second.value - clock.ofDevice(oldest)) / 1000) })}
        </p>
      )}
      {fixes.count.value > 0 && <p class="dim">{t('queue.fixes', { count: fixes.count.value })}</p>}
      {fixes.thinned.value > 0 && (
        <p class="attention">{t('queue.thinned', { count: fixes.thinned.value })}</p>
      )}
      <p class="dim">{t('queue.keeps')}</p>
      <button type="button" class="key" data-testid="send-now" onClick={() => tablet.wake()}>
        {t('queue.sendNow')}
      </button>
      <ol class="plain-list">
        {waiting.map((event) => (
          <li key={event.deviceSeq} class="is-amber" data-testid="queued">
            {timeOf(event.at)} {describeEvent(event.kind, event.body)}
          </li>
        ))}
        {more > 0 && <li class="dim">{t('queue.more', { count: more })}</li>}
      </ol>
      <h2>{t('queue.notApplied')}</h2>
      <ol class="plain-list">
        {outbox.notApplied.value.length === 0 && <li class="dim">{t('queue.noneConfirmed')}</li>}
        {[...outbox.notApplied.value].reverse().map((event) => (
          <li key={event.deviceSeq} data-testid="not-applied">
            {timeOf(event.at)} {describeEvent(event.kind, event.body)}:{' '}
            <span class="attention">{reasonText(event.reason)}</span>
            <WordsLost text={wordsLost(event.kind, event.body)} />
          </li>
        ))}
      </ol>
      <h2>{t('queue.confirmed')}</h2>
      <ol class="plain-list">
        {outbox.confirmed.value.length === 0 && <li class="dim">{t('queue.noneConfirmed')}</li>}
        {[...outbox.confirmed.value]
          .reverse()
          .slice(0, MOST_SHOWN)
          .map((event) => (
            <li key={event.deviceSeq}>
              {timeOf(event.at)} {describeEvent(event.kind, event.body)}
            </li>
          ))}
      </ol>
    </Sheet>
  );
}

function WordsLost({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <blockquote class="words-lost" dir="auto">
      {text}
    </blockquote>
  );
}
