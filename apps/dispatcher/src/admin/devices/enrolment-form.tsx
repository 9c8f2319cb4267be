import { useSignal } from '@preact/signals';
import { failureText, fieldErrors } from '../../api/refusal-text.ts';
import { QrCode } from '../account/qr-code.tsx';
import { SelectField, TextField } from '../fields.tsx';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';

export interface Vehicle {
  readonly id: string;
  readonly plate: string;
  readonly callSign: string | null;
}

interface Made {
  readonly code: string;
  readonly expiresAt: string;
}

const tabletAddress = (): string => new URL('/tablet/', location.href).href;

/** The code in letters that are read across a room, and as a picture that the tablet's camera opens. */
function EnrolmentCode({ office, made }: { office: Office; made: Made }) {
  const address = tabletAddress();
  return (
    <div class="enrolment-code" data-testid="enrolment-code">
      {/* Behind #, the code reaches no server's log. */}
      <QrCode text={`${address}#enrol=${made.code}`} label={o('device.codeLabel')} />
      <div>
        <p class="mono enrolment-letters">{made.code}</p>
        <p>{o('device.codeHint', { address, time: office.time(made.expiresAt) })}</p>
      </div>
    </div>
  );
}

/** Makes a code that enrols one tablet for a vehicle. */
export function EnrolmentForm({ office, vehicles }: { office: Office; vehicles: readonly Vehicle[] }) {
  const vehicleId = useSignal('');
  const name = useSignal('');
  const made = useSignal<Made | undefined>(undefined);
  const errors = useSignal<Readonly<Record<string, string>>>({});
  const failure = useSignal('');
  const make = async (): Promise<void> => {
    const body = { regionId: office.region.id, vehicleId: vehicleId.value, name: name.value.trim() };
    const answer = await office.send('createEnrolment', {}, body);
    errors.value = fieldErrors(answer);
    failure.value = failureText(answer, office.timeZone);
    made.value = answer.kind === 'ok' ? answer.value : undefined;
  };
  const choose = (id: string): void => {
    vehicleId.value = id;
    const vehicle = vehicles.find((one) => one.id === id);
    if (vehicle) name.value = vehicle.callSign ?? vehicle.plate;
  };
  const textOf = ({ plate, callSign }: Vehicle): string =>
    callSign === null ? plate : `${callSign} · ${plate}`;
  return (
    <section class="enrolment">
      <h3>{o('device.new')}</h3>
      <form
        class="enrolment-form"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <SelectField
          label={o('device.vehicle')}
          name="vehicleId"
          value={vehicleId.value}
          error={errors.value['vehicleId']}
          choices={[
            { value: '', text: o('device.chooseVehicle') },
            ...vehicles.map((vehicle) => ({ value: vehicle.id, text: textOf(vehicle) })),
          ]}
          onValue={choose}
        />
        <TextField
          label={o('device.name')}
          name="name"
          value={name.value}
          error={errors.value['name']}
          onValue={(value) => (name.value = value)}
        />
        <button
          type="submit"
          class="button is-primary"
          data-testid="make-code"
          disabled={vehicleId.value === '' || name.value.trim() === ''}
        >
          {o('device.makeCode')}
        </button>
      </form>
      <p class="field-error" role="alert">
        {failure.value}
      </p>
      {made.value && <EnrolmentCode office={office} made={made.value} />}
    </section>
  );
}
