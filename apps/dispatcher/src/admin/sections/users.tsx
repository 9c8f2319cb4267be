import type { FacilityRecordView, UserRecordView } from '#contracts';
import { type Role, ROLES } from '#domain';
import { LOCALE_NAMES, LOCALES, type Locale } from '#ui';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CheckField, CheckList, SelectField, TextField } from '../fields.tsx';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { RecordPage } from '../records/record-page.tsx';
import type { Column, FormProps } from '../records/record-types.ts';
import { makeInitialPassword } from '../save-file.ts';
import { AccountActions } from './account-actions.tsx';

interface Draft {
  readonly email: string;
  readonly displayName: string;
  readonly language: Locale;
  readonly roles: Role[];
  readonly facilityIds: string[];
  readonly isDisabled: boolean;
  readonly initialPassword: string;
}

const stateOf = (user: UserRecordView): string => {
  if (user.isDisabled) return o('user.disabled');
  if (user.initialPasswordUntil !== null) return o('user.invited');
  return user.openSessions > 0 ? o('user.signedIn', { count: user.openSessions }) : o('user.signedOut');
};

const draftOf = (user: UserRecordView): Draft => ({
  email: user.email,
  displayName: user.displayName,
  language: user.language,
  roles: user.roles,
  facilityIds: user.facilityIds,
  isDisabled: user.isDisabled,
  initialPassword: '',
});

const blank = (office: Office): Draft => ({
  email: '',
  displayName: '',
  language: LOCALES.find((one) => office.region.languages.includes(one)) ?? 'en',
  roles: ['dispatcher'],
  facilityIds: [],
  isDisabled: false,
  initialPassword: makeInitialPassword(),
});

const columns = (office: Office): Column<UserRecordView>[] => [
  { header: o('user.name'), of: ({ displayName }) => displayName },
  { header: o('user.email'), of: ({ email }) => email },
  { header: o('user.roles'), of: ({ roles }) => roles.map((role) => o(`role.${role}`)).join(', ') },
  { header: o('user.totp'), of: ({ hasTotp }) => o(hasTotp ? 'word.yes' : 'word.no') },
  { header: o('user.state'), of: stateOf },
  {
    header: o('user.lastUsed'),
    of: ({ lastUsedAt }) => (lastUsedAt === null ? '–' : office.time(lastUsedAt)),
    class: 'mono',
  },
];

type UserForm = FormProps<UserRecordView, Draft> & { readonly office: Office };

function Person({ draft, set, errors }: UserForm) {
  return (
    <>
      <TextField
        label={o('user.name')}
        name="displayName"
        value={draft.displayName}
        error={errors['displayName']}
        onValue={(displayName) => set({ displayName })}
      />
      <TextField
        label={o('user.email')}
        name="email"
        type="email"
        value={draft.email}
        error={errors['email']}
        onValue={(email) => set({ email })}
      />
      <SelectField
        label={o('user.language')}
        name="language"
        value={draft.language}
        choices={LOCALES.map((value) => ({ value, text: LOCALE_NAMES[value] }))}
        onValue={(language) => set({ language })}
      />
    </>
  );
}

function Roles({ draft, set, errors, office }: UserForm) {
  return (
    <>
      <CheckList
        label={o('user.roles')}
        name="roles"
        values={draft.roles}
        error={errors['roles']}
        hint={o('user.rolesHint', { region: office.region.name })}
        choices={ROLES.map((value) => ({ value, text: o(`role.${value}`) }))}
        onValues={(roles) => set({ roles })}
      />
      {draft.roles.includes('facility') && <FacilityList draft={draft} set={set} office={office} />}
    </>
  );
}

/** The hospitals that somebody with the role facility speaks for. */
function FacilityList({ draft, set, office }: Pick<UserForm, 'draft' | 'set' | 'office'>) {
  const facilities = useSignal<readonly FacilityRecordView[]>([]);
  useEffect(() => {
    void office.ask('listFacilityRecords').then((answer) => {
      if (answer.kind === 'ok') facilities.value = answer.value.records;
    });
  }, []);
  const shown = facilities.value.filter(
    ({ kind, id }) => kind === 'hospital' || draft.facilityIds.includes(id),
  );
  return (
    <CheckList
      label={o('user.facilities')}
      name="facilityIds"
      values={draft.facilityIds}
      choices={shown.map(({ id, name }) => ({ value: id, text: name }))}
      onValues={(facilityIds) => set({ facilityIds })}
    />
  );
}

function Access({ draft, set, errors, row, office }: UserForm) {
  if (row) {
    return (
      <CheckField
        label={o('user.disable')}
        name="isDisabled"
        isOn={draft.isDisabled}
        isDisabled={row.isKeptElsewhere || row.id === office.user.id}
        onChange={(isDisabled) => set({ isDisabled })}
      />
    );
  }
  return (
    <TextField
      label={o('user.initialPassword')}
      hint={o('user.initialPasswordHint')}
      name="initialPassword"
      isMono
      value={draft.initialPassword}
      error={errors['initialPassword']}
      onValue={(initialPassword) => set({ initialPassword })}
    />
  );
}

/** The people of the region with their roles, their sessions and their second step. */
export function UsersSection({ office }: { office: Office }) {
  return (
    <RecordPage<UserRecordView, Draft>
      office={office}
      title={o('nav.admin/users')}
      kind="users"
      load={() => office.ask('listUsers')}
      labelOf={({ displayName }) => displayName}
      isDim={({ isDisabled }) => isDisabled}
      columns={columns(office)}
      blank={() => blank(office)}
      draftOf={draftOf}
      form={(props) => (
        <>
          {props.row?.isKeptElsewhere && <p class="notice-line is-warning">{o('user.keptElsewhere')}</p>}
          <Person {...props} office={office} />
          <Roles {...props} office={office} />
          <Access {...props} office={office} />
        </>
      )}
      save={({ initialPassword, ...fields }, row) => {
        const body = { ...fields, regionId: office.region.id };
        return row
          ? office.send('changeUser', { userId: row.id }, { ...body, expectedVersion: row.version })
          : office.send('createUser', {}, { ...body, initialPassword });
      }}
      actions={(row, reload) =>
        row.id === office.user.id || row.isKeptElsewhere ? null : (
          <AccountActions key={row.version} office={office} row={row} reload={reload} />
        )
      }
    />
  );
}
