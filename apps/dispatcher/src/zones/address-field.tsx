import type { PlaceView } from '#contracts';
import { readTypedPosition } from '#domain';
import { useSignal } from '@preact/signals';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk.ts';
import { t } from '../i18n/text.ts';
import { PlaceSearch } from './place-search.ts';

export interface AddressFieldProps {
  readonly id: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onType: (text: string) => void;
  readonly onChoose: (place: PlaceView) => void;
  /** True for an address that is placed already: places are offered only once somebody types. */
  readonly isPlaced?: boolean;
}

type InputKeyEvent = TargetedKeyboardEvent<HTMLInputElement>;

/** The place that Enter means: the marked one, else one that is called just what was typed. */
function chosenBy(typed: string, places: readonly PlaceView[], active: number): PlaceView | undefined {
  const words = typed.trim().toLowerCase();
  return places[active] ?? places.find((place) => place.label.toLowerCase() === words);
}

/** Arrow keys, Enter and Escape in the list below the field; true when the key was meant for it. */
function useListKeys(search: PlaceSearch, choose: (place: PlaceView) => void) {
  const active = useSignal(-1);
  const onKeyDown = (event: InputKeyEvent): void => {
    const { value } = search.state;
    const places = value.kind === 'found' ? value.places : [];
    if (event.key === 'Escape' && value.kind !== 'idle') {
      search.close();
      event.stopPropagation();
    } else if (places.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      active.value = (active.value + step + places.length) % places.length;
    } else if (event.key === 'Enter' && chosenBy(event.currentTarget.value, places, active.value)) {
      choose(chosenBy(event.currentTarget.value, places, active.value)!);
    } else return;
    event.preventDefault();
  };
  return { active, onKeyDown };
}

/** The address as it is said, with places of our own map below it while typing. */
export function AddressField({ id, value, error, onType, onChoose, isPlaced = false }: AddressFieldProps) {
  const desk = useDesk();
  const search = useMemo(() => new PlaceSearch(desk), [desk]);
  const input = useRef<HTMLInputElement>(null);
  const choose = (place: PlaceView): void => {
    onChoose(place);
    desk.showOnMap(place.coordinates);
    search.close();
    active.value = -1;
    input.current?.focus();
  };
  const { active, onKeyDown } = useListKeys(search, choose);
  useEffect(() => {
    document.getElementById(`${id}-${active.value}`)?.scrollIntoView({ block: 'nearest' });
  }, [active.value]);
  useLayoutEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (value !== '' && !isPlaced && !readTypedPosition(value, desk.region.bounds)) search.ask(value);
    return () => search.close();
  }, []);
  const { value: state } = search.state;
  const places = state.kind === 'found' ? state.places : [];
  return (
    <div class="address-field">
      <input
        ref={input}
        id={id}
        class="field"
        role="combobox"
        aria-expanded={places.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active.value >= 0 ? `${id}-${active.value}` : undefined}
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        autocomplete="off"
        spellcheck={false}
        maxLength={500}
        placeholder={t('form.addressHint')}
        data-testid="address-input"
        value={value}
        onInput={(event) => {
          active.value = -1;
          onType(event.currentTarget.value);
          // Coordinates are read as they are; no street is called like them.
          if (readTypedPosition(event.currentTarget.value, desk.region.bounds)) search.close();
          else search.ask(event.currentTarget.value);
        }}
        {...{ onKeyDown, onBlur: () => search.close() }}
      />
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={t('form.address')}
        class={`options ${places.length > 0 ? '' : 'is-empty'}`}
      >
        {places.map((place, index) => (
          <li
            key={place.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active.value}
            class={`option ${index === active.value ? 'is-selected' : ''}`}
            data-testid="address-option"
            // The field must keep the focus, or its blur would close the list before the click.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(place)}
          >
            <span class="cut">{place.label}</span>
            <span class="dim cut">{place.context}</span>
          </li>
        ))}
      </ul>
      <p class="field-error" id={`${id}-error`}>
        {error}
      </p>
      <SearchNote kind={state.kind === 'found' && places.length === 0 ? 'nothing' : state.kind} />
    </div>
  );
}

function SearchNote({ kind }: { kind: string }) {
  const text =
    kind === 'searching'
      ? t('form.searching')
      : kind === 'failed'
        ? t('form.searchFailed')
        : kind === 'nothing'
          ? t('form.noPlaces')
          : '';
  return text === '' ? null : (
    <p class="dim search-note" role="status">
      {text}
    </p>
  );
}
