import type { DeviceView } from '#contracts';
import { formatDuration } from '#ui';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { failureText } from '../../api/refusal-text.ts';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { followChanges, tellsOf } from '../region-changes.ts';
import { Waiting } from '../waiting.tsx';
import './devices.css';
import { EnrolmentForm, type Vehicle } from './enrolment-form.tsx';

/** What changes this list, besides the units that stand in it. */
const DEVICE_KINDS: readonly string[] = [
  'tabletEnrolled',
  'deviceRevoked',
  'tabletSignedOn',
  'tabletSignedOff',
];

/** Off by more than this, what the device says is marked in the records. */
const CLOCK_OFF_MS = 120_000;

function clockText({ clockOffsetMs }: DeviceView): string {
  if (clockOffsetMs === null) return '–';
  const off = Math.abs(clockOffsetMs);
  if (off <= CLOCK_OFF_MS) return o('device.clockRight');
  return o('device.clockOff', { time: formatDuration(off / 1000) });
}

/** Asks once more before a device is taken out of use. */
function RevokeButton({ office, device, onDone }: RowProps) {
  const isAsked = useSignal(false);
  const failure = useSignal('');
  const revoke = async (): Promise<void> => {
    const answer = await office.send('revokeDevice', { deviceId: device.id }, {});
    failure.value = failureText(answer, office.timeZone);
    isAsked.value = false;
    if (answer.kind === 'ok') onDone();
  };
  if (!isAsked.value)
    return (
      <>
        <button
          type="button"
          class="button is-small"
          data-testid="revoke-device"
          onClick={() => (isAsked.value = true)}
        >
          {o('device.revoke')}
        </button>
        {failure.value && <span class="attention"> {failure.value}</span>}
      </>
    );
  return (
    <span class="device-sure">
      <button
        type="button"
        class="button is-small is-danger"
        data-testid="revoke-sure"
        onClick={() => void revoke()}
      >
        {o('device.revokeSure')}
      </button>
      <button type="button" class="button is-small" onClick={() => (isAsked.value = false)}>
        {o('device.keep')}
      </button>
    </span>
  );
}

interface RowProps {
  readonly office: Office;
  readonly device: DeviceView;
  readonly onDone: () => void;
}

function DeviceRow({ office, device, onDone }: RowProps) {
  const { name, kind, vehicle, lastSeenAt, revokedAt } = device;
  const isClockOff = Math.abs(device.clockOffsetMs ?? 0) > CLOCK_OFF_MS;
  return (
    <tr class={revokedAt ? 'is-dim' : ''} data-testid="device-row" data-id={device.id}>
      <td>{name || '–'}</td>
      <td>{o(`device.${kind}`)}</td>
      <td class="mono">{vehicle?.plate ?? '–'}</td>
      <td class="mono">{lastSeenAt ? office.time(lastSeenAt) : o('device.never')}</td>
      <td class={isClockOff ? 'attention' : ''}>{clockText(device)}</td>
      <td>{revokedAt ? o('device.revoked', { time: office.time(revokedAt) }) : o('device.inUse')}</td>
      <td>{!revokedAt && <RevokeButton office={office} device={device} onDone={onDone} />}</td>
    </tr>
  );
}

/** Tablets and trackers of the region: enrol, look after, take out of use. */
export function DevicesSection({ office }: { office: Office }) {
  const devices = useSignal<readonly DeviceView[] | undefined>(undefined);
  const vehicles = useSignal<readonly Vehicle[]>([]);
  const failure = useSignal('');
  const load = async (): Promise<void> => {
    const answer = await office.ask('listDevices');
    failure.value = failureText(answer, office.timeZone);
    if (answer.kind !== 'ok') return;
    devices.value = answer.value.devices;
    vehicles.value = answer.value.vehicles;
  };
  useEffect(() => void load(), []);
  useEffect(
    () =>
      followChanges(
        office.changes,
        ({ kind }) => DEVICE_KINDS.includes(kind) || tellsOf('unit', kind),
        () => void load(),
      ),
    [office],
  );
  const headers = ['name', 'kind', 'vehicle', 'lastSeen', 'clock', 'state'] as const;
  return (
    <section class="office-section">
      <header class="office-head">
        <h2>{o('nav.admin/devices')}</h2>
        {devices.value && <span class="dim">{o('list.count', { count: devices.value.length })}</span>}
      </header>
      <div class="office-page scroll">
        <EnrolmentForm office={office} vehicles={vehicles.value} />
        {!devices.value && <Waiting failure={failure.value} onRetry={() => void load()} />}
        {devices.value && (
          <div class="office-table">
            <table>
              <thead>
                <tr>
                  {headers.map((header) => (
                    <th key={header} scope="col">
                      {o(`device.${header}`)}
                    </th>
                  ))}
                  <td />
                </tr>
              </thead>
              <tbody>
                {devices.value.map((device) => (
                  <DeviceRow key={device.id} office={office} device={device} onDone={() => void load()} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </section>
  );
}
