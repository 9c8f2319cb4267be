import type { FacilityRecordView, UserRecordView } from '#contracts';
import { type Role, ROLES } from '#domain';
import { LOCALE_NAMES, LOCALES, type Locale } from '#ui';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CheckField, CheckList, SelectField, TextField } from '../fields.tsx';
import { o } from '../office-text.ts';
import type { Office } from '../office.ts';
import { RecordPage, refusalText } from '../record-page.tsx';
import { makeInitialPassword } from '../save-file.ts';

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

export function UsersSection({ office }: { office: Office }) {
  const facilities = useSignal<readonly FacilityRecordView[]>([]);
  useEffect(() => {
    void office.ask('listFacilityRecords').then((answer) => {
      if (answer.kind === 'ok') facilities.value = answer.value.records;
    });
  }, []);
  return (
    <RecordPage<UserRecordView, Draft>
      office={office}
      title={o('nav.admin/users')}
      kind="users"
      load={() => office.ask('listUsers')}
      labelOf={({ displayName }) => displayName}
      isDim={({ isDisabled }) => isDisabled}
      columns={[
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
      ]}
      blank={() => ({
        email: '',
        displayName: '',
        language: LOCALES.find((one) => office.region.languages.includes(one)) ?? 'en',
        roles: ['dispatcher'],
        facilityIds: [],
        isDisabled: false,
        initialPassword: makeInitialPassword(),
      })}
      draftOf={draftOf}
      form={({ draft, set, errors, row }) => (
        <>
          {row?.isKeptElsewhere && <p class="notice-line is-warning">{o('user.keptElsewhere')}</p>}
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
          <CheckList
            label={o('user.roles')}
            name="roles"
            values={draft.roles}
            error={errors['roles']}
            hint={o('user.rolesHint', { region: office.region.name })}
            choices={ROLES.map((value) => ({ value, text: o(`role.${value}`) }))}
            onValues={(roles) => set({ roles })}
          />
          {draft.roles.includes('facility') && (
            <CheckList
              label={o('user.facilities')}
              name="facilityIds"
              values={draft.facilityIds}
              choices={facilities.value
                .filter(({ kind, id }) => kind === 'hospital' || draft.facilityIds.includes(id))
                .map(({ id, name }) => ({ value: id, text: name }))}
              onValues={(facilityIds) => set({ facilityIds })}
            />
          )}
          {row ? (
            <CheckField
              label={o('user.disable')}
              name="isDisabled"
              isOn={draft.isDisabled}
              isDisabled={row.isKeptElsewhere || row.id === office.user.id}
              onChange={(isDisabled) => set({ isDisabled })}
            />
          ) : (
            <TextField
              label={o('user.initialPassword')}
              hint={o('user.initialPasswordHint')}
              name="initialPassword"
              isMono
              value={draft.initialPassword}
              error={errors['initialPassword']}
              onValue={(initialPassword) => set({ initialPassword })}
            />
          )}
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

interface ActionsProps {
  readonly office: Office;
  readonly row: UserRecordView;
  readonly reload: () => Promise<void>;
}

/** What is done to somebody else's account at once, without saving the form. */
function AccountActions({ office, row, reload }: ActionsProps) {
  const said = useSignal('');
  const password = useSignal('');
  const version = useSignal(row.version);
  const run = async (
    name: 'setInitialPassword' | 'resetTotp' | 'endSessionsOfUser',
    more: { initialPassword?: string },
    text: string,
  ): Promise<void> => {
    const body = { ...more, regionId: office.region.id, expectedVersion: version.value };
    const answer = await office.send(name, { userId: row.id }, body);
    if (answer.kind !== 'ok') {
      said.value = refusalText(answer, office);
      return;
    }
    version.value = answer.value.version;
    password.value = more.initialPassword ?? '';
    said.value = text;
    await reload();
  };
  const renew = (): Promise<void> =>
    run('setInitialPassword', { initialPassword: makeInitialPassword() }, o('user.passwordSet'));
  return (
    <>
      <button type="button" class="button is-small" data-testid="user-password" onClick={() => void renew()}>
        {o('user.newPassword')}
      </button>
      {row.hasTotp && (
        <button
          type="button"
          class="button is-small"
          data-testid="user-reset-totp"
          onClick={() => void run('resetTotp', {}, o('user.totpReset'))}
        >
          {o('user.resetTotp')}
        </button>
      )}
      {row.openSessions > 0 && (
        <button
          type="button"
          class="button is-small"
          data-testid="user-end-sessions"
          onClick={() => void run('endSessionsOfUser', {}, o('user.sessionsEnded'))}
        >
          {o('user.endSessions')}
        </button>
      )}
      <p role="status" class="office-actions-said">
        {said.value} {password.value && <code class="mono office-secret">{password.value}</code>}
      </p>
    </>
  );
}
