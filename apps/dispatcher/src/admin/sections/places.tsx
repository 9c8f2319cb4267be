import type { FacilityRecordView, PostRecordView, StationRecordView } from '#contracts';
import { FACILITY_KINDS, type FacilityKind } from '#domain';
import { CheckField, PlaceField, readPlace, SelectField, TextField, writePlace } from '../fields.tsx';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { RecordPage } from '../records/record-page.tsx';
import type { FormProps } from '../records/record-types.ts';

interface PlaceDraft {
  readonly name: string;
  readonly position: string;
}

const NO_PLACE: PlaceDraft = { name: '', position: '' };
const placeOf = ({ name, coordinates }: { name: string; coordinates: [number, number] }): PlaceDraft => ({
  name,
  position: writePlace(coordinates),
});
/** Coordinates of a place that was not moved are sent back as they came, not as they are shown. */
const coordinatesOf = (
  draft: PlaceDraft,
  row: { coordinates: [number, number] } | undefined,
): [number, number] | undefined =>
  row && writePlace(row.coordinates) === draft.position ? row.coordinates : readPlace(draft.position);

function PlaceFields<Row, Draft extends PlaceDraft>({ draft, set, errors }: FormProps<Row, Draft>) {
  const change = set as (change: Partial<PlaceDraft>) => void;
  return (
    <>
      <TextField
        label={o('place.name')}
        name="name"
        value={draft.name}
        error={errors['name']}
        onValue={(name) => change({ name })}
      />
      <PlaceField
        value={draft.position}
        error={errors['position'] ?? errors['coordinates']}
        onValue={(position) => change({ position })}
      />
    </>
  );
}

export function StationsSection({ office }: { office: Office }) {
  return (
    <RecordPage<StationRecordView, PlaceDraft>
      office={office}
      title={o('nav.admin/stations')}
      kind="stations"
      load={() => office.ask('listStationRecords')}
      labelOf={({ name }) => name}
      columns={[
        { header: o('place.name'), of: ({ name }) => name },
        { header: o('place.position'), of: ({ coordinates }) => writePlace(coordinates), class: 'mono' },
        { header: o('place.units'), of: ({ unitCount }) => unitCount, class: 'is-number' },
      ]}
      blank={() => NO_PLACE}
      draftOf={placeOf}
      form={PlaceFields}
      save={async (draft, row) => {
        const coordinates = coordinatesOf(draft, row);
        if (!coordinates) return { position: o('place.unclear') };
        const body = { name: draft.name, coordinates };
        return row
          ? office.send('changeStation', { stationId: row.id }, { ...body, expectedVersion: row.version })
          : office.send('createStation', {}, { ...body, regionId: office.region.id });
      }}
      remove={({ id, version }) =>
        office.send('removeStation', { stationId: id }, { expectedVersion: version })
      }
    />
  );
}

interface PostDraft extends PlaceDraft {
  readonly places: string;
}

export function PostsSection({ office }: { office: Office }) {
  return (
    <RecordPage<PostRecordView, PostDraft>
      office={office}
      title={o('nav.admin/posts')}
      hint={o('post.hint')}
      kind="posts"
      load={() => office.ask('listPosts')}
      labelOf={({ name }) => name}
      columns={[
        { header: o('place.name'), of: ({ name }) => name },
        { header: o('place.position'), of: ({ coordinates }) => writePlace(coordinates), class: 'mono' },
        { header: o('post.places'), of: ({ places }) => places, class: 'is-number' },
      ]}
      blank={() => ({ ...NO_PLACE, places: '1' })}
      draftOf={(row) => ({ ...placeOf(row), places: String(row.places) })}
      form={(props) => (
        <>
          <PlaceFields {...props} />
          <TextField
            label={o('post.places')}
            name="places"
            value={props.draft.places}
            error={props.errors['places']}
            onValue={(places) => props.set({ places })}
          />
        </>
      )}
      save={async (draft, row) => {
        const coordinates = coordinatesOf(draft, row);
        if (!coordinates) return { position: o('place.unclear') };
        const body = { name: draft.name, coordinates, places: Number(draft.places) };
        return row
          ? office.send('changePost', { postId: row.id }, { ...body, expectedVersion: row.version })
          : office.send('createPost', {}, { ...body, regionId: office.region.id });
      }}
      remove={({ id, version }) => office.send('removePost', { postId: id }, { expectedVersion: version })}
    />
  );
}

interface FacilityDraft extends PlaceDraft {
  readonly kind: FacilityKind;
  readonly hasEmergency: boolean;
}

export function FacilitiesSection({ office }: { office: Office }) {
  return (
    <RecordPage<FacilityRecordView, FacilityDraft>
      office={office}
      title={o('nav.admin/facilities')}
      kind="facilities"
      load={() => office.ask('listFacilityRecords')}
      labelOf={({ name }) => name}
      columns={[
        { header: o('place.name'), of: ({ name }) => name },
        { header: o('facility.kind'), of: ({ kind }) => o(`facility.kind.${kind}`) },
        {
          header: o('facility.emergency'),
          of: ({ hasEmergency }) => o(hasEmergency ? 'word.yes' : 'word.no'),
        },
        {
          header: o('facility.source'),
          of: ({ isFromMap }) => o(isFromMap ? 'facility.fromMap' : 'facility.byHand'),
        },
        { header: o('place.position'), of: ({ coordinates }) => writePlace(coordinates), class: 'mono' },
      ]}
      blank={() => ({ ...NO_PLACE, kind: 'hospital', hasEmergency: false })}
      draftOf={(row) => ({ ...placeOf(row), kind: row.kind, hasEmergency: row.hasEmergency })}
      isReadOnly={({ isFromMap }) => (isFromMap ? o('facility.mapHint') : undefined)}
      form={(props) => (
        <>
          <PlaceFields {...props} />
          <SelectField
            label={o('facility.kind')}
            name="kind"
            value={props.draft.kind}
            error={props.errors['kind']}
            choices={FACILITY_KINDS.map((value) => ({ value, text: o(`facility.kind.${value}`) }))}
            onValue={(kind) => props.set({ kind })}
          />
          <CheckField
            label={o('facility.emergency')}
            name="hasEmergency"
            isOn={props.draft.hasEmergency}
            onChange={(hasEmergency) => props.set({ hasEmergency })}
          />
        </>
      )}
      save={async (draft, row) => {
        const coordinates = coordinatesOf(draft, row);
        if (!coordinates) return { position: o('place.unclear') };
        const body = { name: draft.name, kind: draft.kind, hasEmergency: draft.hasEmergency, coordinates };
        return row
          ? office.send('changeFacility', { facilityId: row.id }, { ...body, expectedVersion: row.version })
          : office.send('createFacility', {}, { ...body, regionId: office.region.id });
      }}
      canRemove={({ isFromMap }) => !isFromMap}
      remove={({ id, version }) =>
        office.send('removeFacility', { facilityId: id }, { expectedVersion: version })
      }
    />
  );
}
