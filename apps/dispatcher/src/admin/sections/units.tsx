import type { UnitRecordView } from '#contracts';
import { CAPABILITIES, type Capability } from '#domain';
import { capabilityList, capabilityWord } from '#ui';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CheckField, CheckList, SelectField, TextField } from '../fields.tsx';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { RecordPage } from '../records/record-page.tsx';
import type { Column, FormProps } from '../records/record-types.ts';

interface Draft {
  readonly callSign: string;
  readonly capabilities: Capability[];
  readonly stationId: string;
  readonly vehiclePlate: string;
  readonly isRetired: boolean;
}

const bodyOf = ({ callSign, capabilities, stationId, vehiclePlate, isRetired }: Draft) => ({
  callSign,
  capabilities,
  stationId: stationId || null,
  vehiclePlate: vehiclePlate.trim() || null,
  isRetired,
});

const BLANK: Draft = {
  callSign: '',
  capabilities: ['bls', 'aed', 'transport'],
  stationId: '',
  vehiclePlate: '',
  isRetired: false,
};

const draftOf = ({ callSign, capabilities, stationId, vehiclePlate, isRetired }: UnitRecordView): Draft => ({
  callSign,
  capabilities,
  stationId: stationId ?? '',
  vehiclePlate: vehiclePlate ?? '',
  isRetired,
});

const columns = (): Column<UnitRecordView>[] => [
  { header: o('unit.callSign'), of: ({ callSign }) => callSign, class: 'mono' },
  { header: o('unit.capabilities'), of: ({ capabilities }) => capabilityList(capabilities) },
  { header: o('unit.station'), of: ({ stationName }) => stationName ?? '–' },
  { header: o('unit.plate'), of: ({ vehiclePlate }) => vehiclePlate ?? '–', class: 'mono' },
  { header: o('unit.state'), of: ({ isRetired }) => o(isRetired ? 'unit.retired' : 'unit.inUse') },
];

type UnitForm = FormProps<UnitRecordView, Draft>;

function StationField({ draft, set, errors, office }: UnitForm & { office: Office }) {
  const stations = useSignal<readonly { id: string; name: string }[]>([]);
  useEffect(() => {
    void office.ask('listStationRecords').then((answer) => {
      if (answer.kind === 'ok') stations.value = answer.value.records;
    });
  }, []);
  return (
    <SelectField
      label={o('unit.station')}
      name="stationId"
      value={draft.stationId}
      error={errors['stationId']}
      choices={[
        { value: '', text: o('unit.noStation') },
        ...stations.value.map(({ id, name }) => ({ value: id, text: name })),
      ]}
      onValue={(stationId) => set({ stationId })}
    />
  );
}

function CallSignField({ draft, set, errors }: UnitForm) {
  return (
    <TextField
      label={o('unit.callSign')}
      name="callSign"
      isMono
      value={draft.callSign}
      error={errors['callSign']}
      onValue={(callSign) => set({ callSign })}
    />
  );
}

function Equipment({ draft, set, errors, row }: UnitForm) {
  return (
    <>
      <TextField
        label={o('unit.plate')}
        hint={o('unit.plateHint')}
        name="vehiclePlate"
        isMono
        value={draft.vehiclePlate}
        error={errors['vehiclePlate']}
        onValue={(vehiclePlate) => set({ vehiclePlate })}
      />
      <CheckList
        label={o('unit.capabilities')}
        name="capabilities"
        values={draft.capabilities}
        error={errors['capabilities']}
        choices={CAPABILITIES.map((value) => ({ value, text: capabilityWord(value) }))}
        onValues={(capabilities) => set({ capabilities })}
      />
      {row && (
        <CheckField
          label={o('unit.retire')}
          name="isRetired"
          isOn={draft.isRetired}
          onChange={(isRetired) => set({ isRetired })}
        />
      )}
    </>
  );
}

/** The region's units with their vehicles; a retired one stays in the list and in history. */
export function UnitsSection({ office }: { office: Office }) {
  return (
    <RecordPage<UnitRecordView, Draft>
      office={office}
      title={o('nav.admin/units')}
      kind="units"
      load={() => office.ask('listUnitRecords')}
      labelOf={({ callSign }) => callSign}
      isDim={({ isRetired }) => isRetired}
      columns={columns()}
      blank={() => BLANK}
      draftOf={draftOf}
      form={(props) => (
        <>
          <CallSignField {...props} />
          <StationField {...props} office={office} />
          <Equipment {...props} />
        </>
      )}
      save={(draft, row) =>
        row
          ? office.send('changeUnit', { unitId: row.id }, { ...bodyOf(draft), expectedVersion: row.version })
          : office.send('createUnit', {}, { ...bodyOf(draft), regionId: office.region.id })
      }
    />
  );
}
