import type { RegionRecordView } from '#contracts';
import { POLICY_COUNTRIES, type Role, ROLES } from '#domain';
import { LOCALE_NAMES, LOCALES, type Locale } from '#ui';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { failureText, fieldErrors } from '../../api/refusal-text.ts';
import { CheckList, SelectField, TextField } from '../fields.tsx';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { Overtaken } from '../overtaken.tsx';
import { followChanges, type RegionChange } from '../region-changes.ts';
import { Unsaved } from '../unsaved.tsx';
import { Waiting } from '../waiting.tsx';

interface Draft {
  readonly name: string;
  readonly languages: Locale[];
  readonly policyCountry: (typeof POLICY_COUNTRIES)[number] | '';
  readonly totpRoles: Role[];
  readonly controlRoomPhone: string;
}

const draftOf = (region: RegionRecordView): Draft => ({
  name: region.name,
  languages: LOCALES.filter((one) => region.languages.includes(one)),
  policyCountry: region.policyCountry ?? '',
  totpRoles: region.totpRoles,
  controlRoomPhone: region.controlRoomPhone ?? '',
});

function Facts({ region }: { region: RegionRecordView }) {
  const facts = [
    [o('region.id'), region.id],
    [o('region.timeZone'), region.timeZone],
    [o('region.currency'), region.currency],
    [o('region.map'), region.mapName],
    [o('region.training'), o(region.isTraining ? 'word.yes' : 'word.no')],
  ];
  return (
    <dl class="office-facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt class="dim">{term}</dt>
          <dd class="mono">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function useRegion(office: Office) {
  const region = useSignal<RegionRecordView | undefined>(undefined);
  const draft = useSignal<Draft | undefined>(undefined);
  const errors = useSignal<Readonly<Record<string, string>>>({});
  const said = useSignal('');
  const failure = useSignal('');
  const isChanged = useSignal(false);
  const overtaken = useSignal<RegionChange | undefined>(undefined);
  const load = async (): Promise<void> => {
    const answer = await office.ask('getRegionSettings');
    failure.value = failureText(answer, office.timeZone);
    if (answer.kind !== 'ok') return;
    region.value = answer.value;
    draft.value = draftOf(answer.value);
    isChanged.value = false;
    overtaken.value = undefined;
    office.edits.settle();
  };
  const follow = async (changes: readonly RegionChange[]): Promise<void> => {
    const last = changes.at(-1);
    if (last?.version !== undefined && last.version <= (region.peek()?.version ?? 0)) return;
    if (!isChanged.peek()) await load();
    else overtaken.value = last;
  };
  const keepMine = (): void => {
    const version = overtaken.peek()?.version;
    if (region.value && version !== undefined) region.value = { ...region.value, version };
    overtaken.value = undefined;
    failure.value = '';
  };
  const save = async (): Promise<void> => {
    if (!draft.value || !region.value) return;
    const body = {
      ...draft.value,
      policyCountry: draft.value.policyCountry || null,
      controlRoomPhone: draft.value.controlRoomPhone.trim() || null,
      regionId: office.region.id,
      expectedVersion: region.value.version,
    };
    const answer = await office.send('changeRegionSettings', {}, body);
    errors.value = fieldErrors(answer);
    failure.value = failureText(answer, office.timeZone);
    if (answer.kind !== 'ok') return;
    await load();
    said.value = o('form.saved');
  };
  const set = (change: Partial<Draft>): void => {
    said.value = '';
    isChanged.value = true;
    office.edits.touch();
    if (draft.value) draft.value = { ...draft.value, ...change };
  };
  return { region, draft, errors, said, failure, overtaken, load, follow, keepMine, save, set };
}

interface FieldsProps {
  readonly draft: Draft;
  readonly errors: Readonly<Record<string, string>>;
  readonly set: (change: Partial<Draft>) => void;
}

function NameAndLanguages({ draft, errors, set }: FieldsProps) {
  return (
    <>
      <TextField
        label={o('region.name')}
        name="name"
        value={draft.name}
        error={errors['name']}
        onValue={(name) => set({ name })}
      />
      <CheckList
        label={o('region.languages')}
        name="languages"
        values={draft.languages}
        error={errors['languages']}
        hint={o('region.languagesHint')}
        choices={LOCALES.map((one) => ({ value: one, text: LOCALE_NAMES[one] }))}
        onValues={(languages) => set({ languages })}
      />
      <TextField
        label={o('region.controlRoomPhone')}
        hint={o('region.controlRoomPhoneHint')}
        name="controlRoomPhone"
        value={draft.controlRoomPhone}
        error={errors['controlRoomPhone']}
        onValue={(controlRoomPhone) => set({ controlRoomPhone })}
      />
    </>
  );
}

function Rules({ draft, set }: FieldsProps) {
  return (
    <>
      <SelectField
        label={o('region.policyCountry')}
        hint={o('region.policyCountryHint')}
        name="policyCountry"
        value={draft.policyCountry}
        choices={[
          { value: '' as const, text: o('region.countryOfMap') },
          ...POLICY_COUNTRIES.map((one) => ({ value: one, text: o(`country.${one}`) })),
        ]}
        onValue={(policyCountry) => set({ policyCountry })}
      />
      <CheckList
        label={o('region.totpRoles')}
        name="totpRoles"
        values={draft.totpRoles}
        hint={o('region.totpRolesHint')}
        choices={ROLES.map((one) => ({ value: one, text: o(`role.${one}`) }))}
        onValues={(totpRoles) => set({ totpRoles })}
      />
    </>
  );
}

/** Name and settings of the region; what its import decides is shown and cannot be changed here. */
export function RegionSection({ office }: { office: Office }) {
  const { region, draft, errors, said, failure, overtaken, load, follow, keepMine, save, set } =
    useRegion(office);
  useEffect(() => {
    void load();
    const stop = followChanges(
      office.changes,
      ({ kind }) => kind === 'regionChanged',
      (changes) => void follow(changes),
    );
    return () => {
      stop();
      office.edits.settle();
    };
  }, []);
  const fields = draft.value && { draft: draft.value, errors: errors.value, set };
  return (
    <section class="office-section">
      <header class="office-head">
        <h2>{o('nav.admin/region')}</h2>
        <span class="dim" role="status" data-testid="office-said">
          {said.value}
        </span>
      </header>
      <div class="office-page scroll">
        {!fields && <Waiting failure={failure.value} onRetry={() => void load()} />}
        {fields && region.value && (
          <form
            class="office-form"
            onSubmit={(event) => {
              event.preventDefault();
              void save();
            }}
          >
            <Facts region={region.value} />
            <NameAndLanguages {...fields} />
            <Rules {...fields} />
            {overtaken.value && (
              <Overtaken by={overtaken.value.by} onTheirs={() => void load()} onMine={keepMine} />
            )}
            <p class="field-error" role="alert">
              {failure.value}
            </p>
            <Unsaved edits={office.edits} />
            <button type="submit" class="button is-primary" data-testid="office-save">
              {o('form.save')}
            </button>
          </form>
        )}
      </div>
    </section>
  );
}
