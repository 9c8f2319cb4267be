import type { SignOnChoices } from '#contracts';
import { capabilityList } from '#ui';
import { useEffect, useState } from 'preact/hooks';
import { refusedText } from '../i18n/reasons.ts';
import { t } from '../i18n/text.ts';
import { PinPad } from '../ui/pin-pad.tsx';
import { useTablet } from '../ui/tablet-context.ts';
import { clockMinute } from '../ui/times.ts';
import { LanguageChoice } from './language-choice.tsx';

const SHIFT_HOURS = [6, 8, 10, 12, 16, 24] as const;
const MOST_CREW = 6;
const HOUR_MS = 3_600_000;
/** A list longer than this gets a box to search it. */
const SEARCH_FROM = 12;

type Unit = SignOnChoices['units'][number];
interface Term {
  readonly shiftId: string | null;
  readonly endsAt: string | null;
}
interface Member {
  readonly userId: string;
  readonly pin: string;
}

function useChoices() {
  const tablet = useTablet();
  const [choices, setChoices] = useState<SignOnChoices>();
  const [trouble, setTrouble] = useState<string>();
  const read = async (): Promise<void> => {
    setTrouble(undefined);
    const answer = await tablet.device.request('listSignOnChoices');
    if (answer.kind === 'ok') setChoices(answer.value);
    else setTrouble(answer.kind === 'refused' ? refusedText(answer.problem.reason) : t('noAnswer'));
  };
  useEffect(() => void read(), []);
  return { choices, trouble, read };
}

/** Unit, shift, then the crew, each with a PIN. */
export default function SignOnPage() {
  const tablet = useTablet();
  const { choices, trouble, read } = useChoices();
  const [unit, setUnit] = useState<Unit>();
  const [term, setTerm] = useState<Term>();
  const plate = tablet.states.state.value?.device.vehicle?.plate;
  return (
    <main class="gate is-wide" data-testid="sign-on">
      <header class="gate-head">
        <h1>{t('signOn.title')}</h1>
        {plate !== undefined && <p class="dim">{t('signOn.vehicle', { plate })}</p>}
        {(unit || term) && (
          <button
            type="button"
            class="key"
            data-testid="back"
            onClick={() => (term ? setTerm(undefined) : setUnit(undefined))}
          >
            ← {t('back')}
          </button>
        )}
      </header>
      {trouble !== undefined && (
        <p class="attention" role="alert">
          {trouble}{' '}
          <button type="button" class="key" onClick={() => void read()}>
            {t('part.retry')}
          </button>
        </p>
      )}
      {choices && !unit && <UnitChoice units={choices.units} onChoose={setUnit} />}
      {choices && unit && !term && <TermChoice choices={choices} unit={unit} onChoose={setTerm} />}
      {choices && unit && term && <CrewChoice choices={choices} unit={unit} term={term} />}
      {!unit && <LanguageChoice />}
    </main>
  );
}

function SearchBox({ onSearch }: { onSearch: (text: string) => void }) {
  return (
    <label class="big-field">
      <span>{t('signOn.search')}</span>
      <input
        class="field"
        onInput={(event) => onSearch(event.currentTarget.value.trim().toLocaleLowerCase())}
      />
    </label>
  );
}

function UnitChoice({ units, onChoose }: { units: readonly Unit[]; onChoose: (unit: Unit) => void }) {
  const [search, setSearch] = useState('');
  const shown = units.filter(({ callSign }) => callSign.toLocaleLowerCase().includes(search));
  return (
    <section>
      <h2>{t('signOn.chooseUnit')}</h2>
      {units.length === 0 && <p>{t('signOn.none')}</p>}
      {units.length > SEARCH_FROM && <SearchBox onSearch={setSearch} />}
      <div class="tiles">
        {shown.map((unit) => (
          <button
            key={unit.id}
            type="button"
            class="key tile"
            data-testid="unit"
            data-callsign={unit.callSign}
            onClick={() => onChoose(unit)}
          >
            <strong class="mono">{unit.callSign}</strong>
            <span class="dim">{capabilityList(unit.capabilities)}</span>
            {unit.vehiclePlate !== null && <span class="dim">{unit.vehiclePlate}</span>}
            {unit.crew.length > 0 && (
              <span class="attention">
                {t('signOn.crewNow', { names: unit.crew.map(({ displayName }) => displayName).join(', ') })}
              </span>
            )}
          </button>
        ))}
      </div>
    </section>
  );
}

interface TermProps {
  readonly choices: SignOnChoices;
  readonly unit: Unit;
  readonly onChoose: (term: Term) => void;
}

function TermChoice({ choices, unit, onChoose }: TermProps) {
  const tablet = useTablet();
  const zone = tablet.states.state.value?.region.timeZone;
  const planned = choices.shifts.filter(({ unitId }) => unitId === null || unitId === unit.id);
  return (
    <section>
      <h2>{t('signOn.chooseShift')}</h2>
      <div class="tiles">
        {planned.map(({ id, startsAt, endsAt }) => (
          <button
            key={id}
            type="button"
            class="key tile is-primary"
            data-testid="shift"
            onClick={() => onChoose({ shiftId: id, endsAt: null })}
          >
            {t('signOn.planned', { from: clockMinute(startsAt, zone), until: clockMinute(endsAt, zone) })}
          </button>
        ))}
        {SHIFT_HOURS.map((hours) => {
          const endsAt = tablet.clock.second.value + hours * HOUR_MS;
          return (
            <button
              key={hours}
              type="button"
              class="key tile"
              data-testid={`hours-${hours}`}
              onClick={() => onChoose({ shiftId: null, endsAt: new Date(endsAt).toISOString() })}
            >
              <strong>{t('signOn.hours', { count: hours })}</strong>
              <span class="dim">{t('signOn.until', { time: clockMinute(endsAt, zone) })}</span>
            </button>
          );
        })}
      </div>
    </section>
  );
}

function useSignOn(unitId: string, term: Term) {
  const tablet = useTablet();
  const [signOnId] = useState(() => crypto.randomUUID());
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const send = async (members: readonly Member[]): Promise<boolean> => {
    setBusy(true);
    setTrouble(undefined);
    const answer = await tablet.signOnCrew({ signOnId, unitId, ...term, members: [...members] });
    setBusy(false);
    if (answer.kind === 'ok') return true;
    if (answer.kind !== 'refused') {
      setTrouble(t('noAnswer'));
      return true;
    }
    const { problem, retryAfterSeconds } = answer;
    const wait = retryAfterSeconds ? ` ${t('waitFor', { time: `${Math.ceil(retryAfterSeconds)} s` })}` : '';
    setTrouble(refusedText(problem.reason) + wait);
    return false;
  };
  return { isBusy, trouble, send };
}

function CrewChoice({ choices, unit, term }: { choices: SignOnChoices; unit: Unit; term: Term }) {
  const [members, setMembers] = useState<readonly Member[]>([]);
  const [asked, setAsked] = useState<string>();
  const [search, setSearch] = useState('');
  const { isBusy, trouble, send } = useSignOn(unit.id, term);
  const nameOf = (userId: string): string => choices.crew.find(({ id }) => id === userId)?.displayName ?? '';
  const isMember = (userId: string): boolean => members.some((one) => one.userId === userId);
  const planned = new Set(choices.shifts.find(({ id }) => id === term.shiftId)?.memberIds);
  const rankOf = ({ id, hasPin }: { id: string; hasPin: boolean }): number =>
    (planned.has(id) ? 2 : 0) + (hasPin ? 1 : 0);
  const people = choices.crew
    .filter(({ displayName }) => displayName.toLocaleLowerCase().includes(search))
    .sort((a, b) => rankOf(b) - rankOf(a));
  if (asked !== undefined) {
    return (
      <PinPad
        label={t('signOn.pinOf', { name: nameOf(asked) })}
        onPin={(pin) => {
          setMembers([...members, { userId: asked, pin }]);
          setAsked(undefined);
        }}
      />
    );
  }
  const pick = (userId: string): void => {
    if (isMember(userId)) setMembers(members.filter((one) => one.userId !== userId));
    else if (members.length < MOST_CREW) setAsked(userId);
  };
  return (
    <section>
      <h2>{t('signOn.chooseCrew')}</h2>
      <p class="dim">{t('signOn.mostCrew')}</p>
      {choices.crew.length > SEARCH_FROM && <SearchBox onSearch={setSearch} />}
      <div class="tiles">
        {people.map(({ id, displayName, hasPin }) => (
          <button
            key={id}
            type="button"
            class={`key tile ${isMember(id) ? 'is-chosen' : ''}`}
            aria-pressed={isMember(id)}
            disabled={!hasPin}
            data-testid="crew"
            data-name={displayName}
            onClick={() => pick(id)}
          >
            <span>{displayName}</span>
            {!hasPin && <span class="dim">{t('signOn.noPin')}</span>}
          </button>
        ))}
      </div>
      {trouble !== undefined && (
        <p class="attention" role="alert" data-testid="trouble">
          {trouble}
        </p>
      )}
      <button
        type="button"
        class="key is-primary is-wide"
        data-testid="sign-on-submit"
        disabled={isBusy || members.length === 0}
        onClick={() => void send(members).then((isKept) => isKept || setMembers([]))}
      >
        {isBusy ? t('signOn.sending') : t('signOn.submit')}
      </button>
    </section>
  );
}
