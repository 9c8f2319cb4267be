import type { SupervisionLive } from '#contracts';
import { categoryWord, formatAge, formatDuration, PriorityMark, StatusMark, statusWord } from '#ui';
import type { ComponentChildren } from 'preact';
import { useDesk } from '../desk/desk.ts';
import { SectorList } from './sector-list.tsx';
import { s } from './text.ts';

function Block({
  title,
  note,
  children,
}: {
  title: string;
  note?: string | undefined;
  children: ComponentChildren;
}) {
  return (
    <section class="sup-block" aria-label={title} title={note}>
      <header class="sup-head">
        <h2>{title}</h2>
      </header>
      {children}
    </section>
  );
}

const Note = ({ text }: { text: string }) => <p class="sup-note dim">{text}</p>;

function Waiting({ live }: { live: SupervisionLive }) {
  const desk = useDesk();
  const now = desk.clock.second.value;
  if (live.waiting.length === 0) return <Note text={s('waitingNone')} />;
  return (
    <table class="sup-table">
      <thead class="visually-hidden">
        <tr>
          <td />
          <th>{s('incidents')}</th>
          <th>{s('age')}</th>
          <th>{s('limit')}</th>
        </tr>
      </thead>
      <tbody>
        {live.waiting.map(({ incidentId, number, category, priority, waitingSinceAt, limitSeconds }) => {
          const age = (now - Date.parse(waitingSinceAt)) / 1000;
          const isOver = limitSeconds !== null && age > limitSeconds;
          return (
            <tr key={incidentId} data-testid="waiting-row">
              <td>
                <PriorityMark priority={priority} isAlarm={isOver && priority === 1} />
              </td>
              <th scope="row">
                <span class="mono">{number}</span> {categoryWord(category)}
              </th>
              <td class={`mono is-number ${isOver ? 'attention' : ''}`}>{formatDuration(age)}</td>
              <td class="mono is-number dim">
                {limitSeconds === null ? s('noLimit') : `≤ ${formatDuration(limitSeconds)}`}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Silent({ live }: { live: SupervisionLive }) {
  const now = useDesk().clock.second.value;
  if (live.staleUnits.length === 0) return <Note text={s('silentNone')} />;
  return (
    <table class="sup-table">
      <tbody>
        {live.staleUnits.map(({ unitId, callSign, boardStatus, deviceAt }) => (
          <tr key={unitId}>
            <th scope="row" class="mono">
              {callSign}
            </th>
            <td>
              <StatusMark status={boardStatus} /> {statusWord(boardStatus)}
            </td>
            <td class="mono is-number attention">
              {deviceAt === null ? s('never') : formatAge((now - Date.parse(deviceAt)) / 1000)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Busy({ live }: { live: SupervisionLive }) {
  const { utilisation } = live;
  const text = (share: number | null): string =>
    share === null ? s('none') : `${Math.round(share * 100)} %`;
  const units = [...utilisation.units].sort((a, b) => (b.share ?? -1) - (a.share ?? -1));
  return (
    <div class="sup-tall" tabIndex={0} role="group" aria-label={s('utilisation')}>
      <table class="sup-table">
        <thead>
          <tr>
            <th scope="col">{s('unit')}</th>
            {(['assigned', 'duty'] as const).map((key) => (
              <th key={key} scope="col" class="is-number">
                {s(key)}
              </th>
            ))}
            <th scope="col" class="is-number">
              %
            </th>
          </tr>
        </thead>
        <tbody>
          {[{ unitId: 'all', callSign: s('units'), ...utilisation }, ...units].map((one) => (
            <tr key={one.unitId} class={one.unitId === 'all' ? 'is-total' : ''}>
              <th scope="row">{one.callSign}</th>
              <td class="mono is-number">{formatDuration(one.assignedSeconds)}</td>
              <td class="mono is-number dim">{formatDuration(one.dutySeconds)}</td>
              <td class="mono is-number">{text(one.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Alarms({ live }: { live: SupervisionLive }) {
  if (live.alarms.length === 0) return <Note text={s('alarmsNone')} />;
  return (
    <table class="sup-table">
      <tbody>
        {live.alarms.map(({ kind, open, unacknowledged }) => (
          <tr key={kind}>
            <th scope="row">{s(kind)}</th>
            <td class="mono is-number">{open}</td>
            <td class={`is-number ${unacknowledged > 0 ? 'attention' : 'dim'}`}>
              {unacknowledged > 0 ? s('unseen', { count: unacknowledged }) : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Sectors() {
  const desk = useDesk();
  const make = (): void =>
    void desk.outbox.send('createDefaultSectors', {
      body: { regionId: desk.region.id },
      label: s('sectorsMake'),
    });
  return (
    <Block title={s('sectorsTitle')}>
      <SectorList />
      {desk.sectors.all.value.length === 0 && (
        <button type="button" class="button sup-make" disabled={desk.isReadOnly.value} onClick={make}>
          {s('sectorsMake')}
        </button>
      )}
    </Block>
  );
}

/** What goes on now: who waits, who is silent, alarms, who holds what, how busy units are. */
export function LiveTables({ live }: { live: SupervisionLive }) {
  return (
    <aside class="sup-live">
      <Block title={`${s('waiting')} ${live.waiting.length}`}>
        <Waiting live={live} />
      </Block>
      <Sectors />
      <Block title={s('alarms')}>
        <Alarms live={live} />
      </Block>
      <Block title={`${s('silent')} ${live.staleUnits.length}`}>
        <Silent live={live} />
      </Block>
      <Block title={s('units')}>
        <ul class="sup-statuses">
          {live.unitsByStatus.map(({ status, units }) => (
            <li key={status}>
              <StatusMark status={status} /> {statusWord(status)} <b class="mono">{units}</b>
            </li>
          ))}
        </ul>
      </Block>
      <Block title={s('utilisation')} note={s('utilisationTitle')}>
        <Busy live={live} />
      </Block>
    </aside>
  );
}
