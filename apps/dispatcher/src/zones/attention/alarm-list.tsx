import type { AlarmView } from '#contracts';
import { compareAlarms, type AlarmSeverity } from '#domain';
import { useComputed, useSignal } from '@preact/signals';
import { acknowledgeAlarm } from '../../desk/decisions.ts';
import { useDesk } from '../../desk/desk.ts';
import { t } from '../../i18n/text.ts';
import { alarmAdvice, alarmText } from './attention-words.ts';

/** More of one kind stand as one line that opens, so that a bad hour never pushes anything out of sight. */
const SHOWN_OF_A_KIND = 3;

const SIGN: Readonly<Record<AlarmSeverity, string>> = { alarm: '!!', warning: '!', hint: 'i' };

function AlarmRow({ alarm }: { alarm: AlarmView }) {
  const desk = useDesk();
  const text = useComputed(() => alarmText(alarm, desk.clock.second.value));
  return (
    <li
      class={`attention-row is-${alarm.severity} ${alarm.acknowledgedAt ? 'is-acknowledged' : ''}`}
      data-testid="alarm"
      data-kind={alarm.kind}
      data-acknowledged={alarm.acknowledgedAt !== null}
    >
      <span class="attention-sign mono" aria-hidden="true">
        {SIGN[alarm.severity]}
      </span>
      <button
        type="button"
        class="attention-text"
        title={alarmAdvice(alarm)}
        onClick={() => desk.selectIncident(alarm.incidentId)}
      >
        {text}
      </button>
      {alarm.acknowledgedAt === null ? (
        <button
          type="button"
          class="button is-small"
          data-testid="acknowledge-alarm"
          disabled={desk.isReadOnly.value}
          onClick={() => void acknowledgeAlarm(desk, alarm.id)}
        >
          {t('alarm.acknowledge')}
        </button>
      ) : (
        <span class="dim cut" title={t('alarm.acknowledgedBy', { name: alarm.acknowledgedByName ?? '' })}>
          {t('alarm.seen')}
        </span>
      )}
    </li>
  );
}

function AlarmsOfKind({ alarms }: { alarms: readonly AlarmView[] }) {
  const isOpen = useSignal(false);
  const shown = isOpen.value ? alarms : alarms.slice(0, SHOWN_OF_A_KIND);
  return (
    <>
      {shown.map((alarm) => (
        <AlarmRow key={alarm.id} alarm={alarm} />
      ))}
      {alarms.length > SHOWN_OF_A_KIND && (
        <li class="attention-more">
          <button
            type="button"
            class="link"
            aria-expanded={isOpen.value}
            onClick={() => (isOpen.value = !isOpen.value)}
          >
            {isOpen.value ? t('alarm.fewer') : t('alarm.more', { count: alarms.length - SHOWN_OF_A_KIND })}
          </button>
        </li>
      )}
    </>
  );
}

/** In the order in which they should be seen to. */
export function orderAlarms(alarms: Iterable<AlarmView>): AlarmView[] {
  const ordered = (alarm: AlarmView) => ({ ...alarm, raisedAt: Date.parse(alarm.raisedAt) });
  return [...alarms].sort((a, b) => compareAlarms(ordered(a), ordered(b)));
}

export function AlarmList() {
  const desk = useDesk();
  const kinds = useComputed(() => {
    const byKind = new Map<string, AlarmView[]>();
    for (const alarm of orderAlarms(desk.store.lists.value.alarms.values())) {
      byKind.set(alarm.kind, [...(byKind.get(alarm.kind) ?? []), alarm]);
    }
    return [...byKind];
  });
  return (
    <>
      {kinds.value.map(([kind, alarms]) => (
        <AlarmsOfKind key={kind} alarms={alarms} />
      ))}
    </>
  );
}
