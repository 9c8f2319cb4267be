import type { IncidentView } from '#contracts';
import { readTypedPosition } from '#domain';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { patchPlace } from '../desk/actions.ts';
import { useDesk, type PlaceEdit } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import { placeValue } from '../desk/incident/edit.ts';
import { AddressField } from './address-field.tsx';
import { ConflictView } from './incident/conflict-view.tsx';
import { EditorNote } from './incident/presence-chips.tsx';

/** What typed text says of a place: coordinates are read as they are. */
export function readPlace(addressText: string, bounds: Parameters<typeof readTypedPosition>[1]) {
  const read = readTypedPosition(addressText, bounds);
  if (read?.kind !== 'position') return { addressText };
  const [lon, lat] = read.position;
  return { addressText, lon, lat, source: 'coordinates' as const };
}

/** Changes where the incident is: other words, another place, or a click on the map. */
export function PlaceEditor({ incident, onDone }: { incident: IncidentView; onDone: () => void }) {
  const desk = useDesk();
  const isSending = useSignal(false);
  const edit = desk.placeEdit;
  useEffect(() => {
    const [lon, lat] = incident.coordinates ?? [null, null];
    edit.value = { addressText: incident.detail.addressText, lon, lat, source: 'text' };
    return () => (edit.value = undefined);
  }, [incident.id]);
  const change = (part: Partial<PlaceEdit>): void => {
    if (edit.value) edit.value = { ...edit.value, ...part };
  };
  const { value } = edit;
  const { theirs } = desk.edit;
  if (!value) return null;
  const isEmpty = value.addressText.trim() === '' && value.lon === null;
  const save = async (): Promise<void> => {
    if (isEmpty || isSending.value) return;
    isSending.value = true;
    const isDone = await patchPlace(desk, incident, value);
    isSending.value = false;
    if (isDone) onDone();
  };
  return (
    <form
      class="place-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onDone();
      }}
    >
      <EditorNote field="location" />
      <label class="visually-hidden" for="place-edit">
        {t('form.address')}
      </label>
      <AddressField
        id="place-edit"
        value={value.addressText}
        error={undefined}
        onType={(addressText) => {
          change(readPlace(addressText, desk.region.bounds));
        }}
        onChoose={({ label, coordinates: [lon, lat] }) =>
          change({ addressText: label, lon, lat, source: 'place' })
        }
      />
      <button
        type="submit"
        class="button is-primary"
        disabled={isEmpty || isSending.value || desk.isReadOnly.value}
      >
        {t('incident.savePlace')}
      </button>
      <button type="button" class="button" onClick={onDone}>
        {t('action.cancel')}
      </button>
      {theirs.value && (
        <ConflictView
          field="location"
          mine={placeValue(value.addressText, [value.lon, value.lat])}
          theirs={theirs.value}
          isRefused={desk.edit.active.value?.isRefused === true}
          onTheirs={onDone}
          onMine={() => {
            desk.edit.rebase();
            void save();
          }}
        />
      )}
    </form>
  );
}
