import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { MapPackStore } from '../map/packs/map-pack-store.ts';
import { distanceMeters, type FoundPlace, listFacilities, type SearchFacility } from './list-facilities.ts';
import { PlaceFinder } from './place-finder.ts';
import { PlaceRow } from './place-row.tsx';
import './search.css';
import { st } from './text.ts';

export interface PlaceSearchProps {
  readonly packs: MapPackStore;
  /** Of the vehicle, or of the incident: what is near comes first among equals. */
  readonly near: ReadonlySignal<readonly [lon: number, lat: number] | undefined>;
  readonly facilities: ReadonlySignal<readonly SearchFacility[]>;
  readonly onShow: (place: FoundPlace) => void;
  /** Makes the place the aim of the navigation. */
  readonly onDrive: (place: FoundPlace) => void;
  readonly onBack: () => void;
}

type Mode = 'addresses' | 'facilities';
const MOST_LETTERS = 120;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

/** Finds an address or a hospital with no network, shows it on the map or drives there. */
export function PlaceSearch({ packs, near, facilities, onShow, onDrive, onBack }: PlaceSearchProps) {
  const [text, mode, chosenId] = [
    useSignal(''),
    useSignal<Mode>('addresses'),
    useSignal<string | undefined>(undefined),
  ];
  const finder = useMemo(() => new PlaceFinder(packs), [packs]);
  useEffect(() => () => finder.stop(), [finder]);
  const found =
    mode.value === 'facilities'
      ? listFacilities(facilities.value, text.value, near.value)
      : findPlaces(finder, text.value, near.value);
  const type = (next: string): void => {
    text.value = next.slice(0, MOST_LETTERS);
    chosenId.value = undefined;
  };
  return (
    <section class="place-search" aria-label={st('search.name')}>
      <h1 class="search-title">{st('search.name')}</h1>
      <SearchHead text={text} mode={mode} type={type} onBack={onBack} />
      <DigitKeys text={text} type={type} />
      <ol class="place-list">
        {found.map((place) => (
          <PlaceRow
            key={place.id}
            place={place}
            isChosen={place.id === chosenId.value}
            onChoose={() => (chosenId.value = place.id)}
            onShow={() => onShow(place)}
            onDrive={() => onDrive(place)}
          />
        ))}
      </ol>
      {found.length === 0 && (
        <p class="search-empty" role="status">
          {emptyText(mode.value, text.value, finder, facilities.value.length > 0)}
        </p>
      )}
    </section>
  );
}

function findPlaces(
  finder: PlaceFinder,
  text: string,
  near: readonly [number, number] | undefined,
): readonly FoundPlace[] {
  if (finder.state.value !== 'ready') return [];
  return finder.find(text, near).map(({ id, label, context, coordinates }) => ({
    id,
    label,
    context,
    coordinates,
    distanceMeters: distanceMeters(coordinates, near),
    facility: undefined,
  }));
}

function emptyText(mode: Mode, text: string, finder: PlaceFinder, hasFacilities: boolean): string {
  if (mode === 'facilities' && !hasFacilities) return st('search.noFacilities');
  if (mode === 'addresses' && finder.state.value === 'reading') return st('search.reading');
  if (mode === 'addresses' && finder.state.value === 'missing') return st('search.missing');
  return text.trim() === '' ? st('search.hint') : st('search.nothing', { text: text.trim() });
}

interface HeadProps {
  readonly text: ReadonlySignal<string>;
  readonly mode: { value: Mode };
  readonly type: (text: string) => void;
  readonly onBack: () => void;
}

function SearchHead({ text, mode, type, onBack }: HeadProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const modes = [
    ['addresses', st('search.addresses')],
    ['facilities', st('search.facilities')],
  ] as const;
  return (
    <header class="search-head">
      <button type="button" class="search-key" onClick={onBack}>
        {st('search.back')}
      </button>
      <div class="search-modes" role="group" aria-label={st('search.name')}>
        {modes.map(([name, label]) => (
          <button
            key={name}
            type="button"
            class="search-key"
            aria-pressed={mode.value === name}
            onClick={() => (mode.value = name)}
          >
            {label}
          </button>
        ))}
      </div>
      <input
        ref={input}
        class="search-input"
        type="search"
        enterkeyhint="search"
        autocomplete="off"
        autocorrect="off"
        spellcheck={false}
        aria-label={mode.value === 'addresses' ? st('search.typeAddress') : st('search.typeFacility')}
        placeholder={mode.value === 'addresses' ? st('search.typeAddress') : st('search.typeFacility')}
        value={text.value}
        onInput={(event) => type(event.currentTarget.value)}
      />
    </header>
  );
}

/** House numbers with gloves on, without another keyboard. */
function DigitKeys({
  text,
  type,
}: {
  readonly text: ReadonlySignal<string>;
  readonly type: (text: string) => void;
}) {
  const add = (digit: string): void => {
    const isWord = /\p{L}$/u.test(text.value);
    type(`${text.value}${isWord ? ' ' : ''}${digit}`);
  };
  return (
    <div class="search-digits">
      {DIGITS.map((digit) => (
        <button key={digit} type="button" class="search-key" onClick={() => add(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" class="search-key" onClick={() => type(text.value.slice(0, -1))}>
        {st('search.erase')}
      </button>
      <button type="button" class="search-key" onClick={() => type('')}>
        {st('search.clear')}
      </button>
    </div>
  );
}

export default PlaceSearch;
