import type { SectorView } from '#contracts';
import { formatClock } from '#ui';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { failureText } from '../api/refusal-text.ts';
import { useDesk } from '../desk/desk.ts';
import { s } from './text.ts';

interface Colleague {
  readonly userId: string;
  readonly displayName: string;
  readonly isSignedIn: boolean;
}

type OnHolder = (sector: SectorView, holderId: string | null) => void;

interface HandOverProps {
  readonly sector: SectorView;
  readonly others: readonly Colleague[];
  readonly onHolder: OnHolder;
}

/** Gives a sector to a colleague. */
function HandOver({ sector, others, onHolder }: HandOverProps) {
  const { isReadOnly } = useDesk();
  return (
    <select
      class="field is-small"
      aria-label={`${s('handOver')} ${sector.name}`}
      value=""
      disabled={isReadOnly.value}
      onChange={(event) => onHolder(sector, event.currentTarget.value)}
    >
      <option value="" disabled>
        {s('handOver')}
      </option>
      {others.map(({ userId, displayName, isSignedIn }) => (
        <option key={userId} value={userId}>
          {displayName}
          {isSignedIn ? '' : ` (${s('signedOut')})`}
        </option>
      ))}
    </select>
  );
}

function SectorRow({
  sector,
  staff,
  onHolder,
}: {
  sector: SectorView;
  staff: readonly Colleague[];
  onHolder: OnHolder;
}) {
  const { user, region, isReadOnly } = useDesk();
  const { holder } = sector;
  const isMine = holder?.userId === user.id;
  const isSupervisor = user.roles.some(
    ({ regionId, role }) => regionId === region.id && (role === 'supervisor' || role === 'admin'),
  );
  const others = staff.filter(({ userId }) => userId !== holder?.userId && userId !== user.id);
  return (
    <tr data-testid="sector-row" data-name={sector.name} class={isMine ? 'is-mine' : ''}>
      <th scope="row" class="cut" title={sector.name}>
        {sector.name}
      </th>
      <td
        class="cut"
        title={
          holder ? s('since', { time: formatClock(holder.sinceAt, region.timeZone).slice(0, 5) }) : undefined
        }
      >
        {holder ? (
          <>
            {holder.displayName}
            {!holder.isSignedIn && <span class="attention"> · {s('signedOut')}</span>}
          </>
        ) : (
          <span class="attention">{s('nobody')}</span>
        )}
      </td>
      <td class="sector-acts">
        <div>
          {isMine ? (
            <button
              type="button"
              class="button is-small"
              disabled={isReadOnly.value}
              onClick={() => onHolder(sector, null)}
            >
              {s('giveUp')}
            </button>
          ) : (
            <button
              type="button"
              class="button is-small"
              data-testid="sector-take"
              disabled={isReadOnly.value}
              onClick={() => onHolder(sector, user.id)}
            >
              {s('takeOver')}
            </button>
          )}
          {(isMine || isSupervisor) && <HandOver sector={sector} others={others} onHolder={onHolder} />}
        </div>
      </td>
    </tr>
  );
}

/** All sectors, who holds each, and what may be done about it from here. */
export function SectorList() {
  const desk = useDesk();
  const staff = useSignal<readonly Colleague[]>([]);
  const failure = useSignal('');
  useEffect(() => {
    void desk.session.call('listSectors', { query: { regionId: desk.region.id } }).then((answer) => {
      if (answer.kind === 'ok') staff.value = answer.value.staff;
    });
  }, [desk]);
  const setHolder = async (sector: SectorView, holderId: string | null): Promise<void> => {
    const body = { holderId, expectedHolderId: sector.holder?.userId ?? null };
    const answer = await desk.outbox.send('setSectorHolder', {
      params: { sectorId: sector.id },
      body,
      label: sector.name,
    });
    failure.value =
      answer.kind === 'ok' || answer.kind === 'aborted'
        ? ''
        : s('failedCommand', { why: failureText(answer, desk.region.timeZone) });
  };
  const sectors = desk.sectors.all.value;
  if (sectors.length === 0) return <p class="sup-note dim">{s('sectorsNone')}</p>;
  return (
    <>
      <p class="field-error" role="alert" hidden={failure.value === ''} data-testid="sector-failure">
        {failure.value}
      </p>
      <table class="sup-table sector-table" aria-label={s('sectorsTitle')}>
        <colgroup>
          <col class="sector-name-column" />
          <col />
          <col class="sector-acts-column" />
        </colgroup>
        <thead class="visually-hidden">
          <tr>
            <th>{s('area')}</th>
            <th>{s('holder')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {sectors.map((sector) => (
            <SectorRow
              key={sector.id}
              sector={sector}
              staff={staff.value}
              onHolder={(one, id) => void setHolder(one, id)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}
