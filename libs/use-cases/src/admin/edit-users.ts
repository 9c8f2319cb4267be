import { ADMINS, type RecordReceipt, type UserFields } from '#contracts';
import { holdsRole, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { checkVersion } from '../facility/set-facility-status.ts';
import { accept, refuse, refuseFields, type Outcome, type Refusal } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { editableRegionId, journalRecord } from './record-commands.ts';
import type { KeptUser } from './record-store.ts';

const INITIAL_PASSWORD_MILLISECONDS = 72 * 3_600_000;

type Change = {
  readonly commandId: string;
  readonly regionId?: string | undefined;
  readonly expectedVersion: number;
};
type NewUser = UserFields & { readonly commandId: string; readonly regionId?: string | undefined };

/** Everything of the account is this administrator's to change, since nobody else administers any of its regions. */
const isKeptBy = (actor: Actor, { regionIds }: KeptUser): boolean =>
  regionIds.every((regionId) => holdsRole(actor, regionId, ADMINS));

const payloadOf = ({ roles, facilityIds, isDisabled }: UserFields) => ({ roles, facilityIds, isDisabled });

/** A token may be minutes older than what another administrator has just decided. */
async function checkStillAdmin(
  { store, actor }: CommandContext,
  regionId: string,
): Promise<Refusal | undefined> {
  const self = await store.userRecords.find(actor.id, regionId);
  const isAdmin = self?.fields.roles.includes('admin') && !self.fields.isDisabled;
  return isAdmin ? undefined : refuse('forbidden');
}

/** Each region keeps an administrator who can sign in. */
async function checkAdminsLeft(
  { store }: CommandContext,
  user: KeptUser,
  regionId: string,
  fields: UserFields,
): Promise<Refusal | undefined> {
  const isLostHere = user.adminOf.includes(regionId) && !fields.roles.includes('admin');
  const lost = fields.isDisabled && !user.fields.isDisabled ? user.adminOf : isLostHere ? [regionId] : [];
  for (const lostId of [...lost].sort()) {
    if (lostId !== regionId) await store.lockRecords('user', lostId);
    if ((await store.userRecords.countOtherAdmins(lostId, user.id)) === 0) return refuse('lastAdmin');
  }
  return undefined;
}

/** Facilities go with the role to speak for them; without it nobody is a member of any. */
const withOwnFacilities = (fields: UserFields): UserFields =>
  fields.roles.includes('facility') ? fields : { ...fields, facilityIds: [] };

/** Each region gives logins to its own facilities alone. */
async function checkFacilities(
  { store }: CommandContext,
  regionId: string,
  { facilityIds }: UserFields,
): Promise<Refusal | undefined> {
  for (const facilityId of [...facilityIds].sort()) {
    const facility = await store.findFacilityForUpdate(facilityId);
    if (facility?.regionId !== regionId) return refuse('facilityNotFound', { facilityId });
  }
  return undefined;
}

const isSameAccount = (a: UserFields, b: UserFields): boolean =>
  a.email === b.email &&
  a.displayName === b.displayName &&
  a.language === b.language &&
  a.isDisabled === b.isDisabled;

async function checkAccount(
  { store, actor }: CommandContext,
  user: KeptUser,
  fields: UserFields,
): Promise<Refusal | undefined> {
  if (isSameAccount(fields, user.fields)) return undefined;
  if (!isKeptBy(actor, user)) return refuse('userKeptElsewhere');
  if (fields.isDisabled && user.id === actor.id) return refuse('ownAccount');
  const namesake = await store.userRecords.findIdByEmail(fields.email);
  return namesake !== undefined && namesake !== user.id ? refuse('emailTaken') : undefined;
}

/** Changes a user within a region; who loses a role or is disabled is signed out, since tokens carry roles. */
export async function replaceUser(
  context: CommandContext,
  user: KeptUser,
  given: UserFields,
): Promise<Outcome<RecordReceipt>> {
  const { store, now } = context;
  const { id, regionId } = user;
  const fields = withOwnFacilities(given);
  const wrong =
    (await checkAccount(context, user, fields)) ??
    (await checkAdminsLeft(context, user, regionId, fields)) ??
    (await checkFacilities(context, regionId, fields));
  if (wrong) return wrong;
  await store.userRecords.update(id, fields, now);
  await store.userRecords.setRoles(id, regionId, fields.roles, fields.facilityIds);
  const losesRole = user.fields.roles.some((role) => !fields.roles.includes(role));
  if (fields.isDisabled && !user.fields.isDisabled) {
    await store.userRecords.endSessions(id, now, 'account disabled');
  } else if (losesRole) await store.userRecords.endSessions(id, now, 'roles changed');
  const receipt = { id, regionId, version: user.version + 1 };
  journalRecord(context, 'user', 'Changed', receipt, payloadOf(fields));
  return accept(receipt);
}

/** Adds a user; one whom the administrator keeps in another region is given the roles here instead. */
export async function addUser(
  context: CommandContext,
  regionId: string,
  given: UserFields,
  passwordHash: string,
): Promise<Outcome<RecordReceipt>> {
  const { store, now, actor, newId } = context;
  const fields = withOwnFacilities(given);
  if (fields.roles.length === 0) return refuseFields([{ path: 'roles', fault: 'empty' }]);
  const knownId = await store.userRecords.findIdByEmail(fields.email);
  if (knownId !== undefined) {
    const known = await store.userRecords.find(knownId, regionId);
    if (!known || known.fields.roles.length > 0 || !isKeptBy(actor, known)) return refuse('emailTaken');
    return replaceUser(context, known, { ...known.fields, ...rolesOf(fields) });
  }
  const wrong = await checkFacilities(context, regionId, fields);
  if (wrong) return wrong;
  const id = newId();
  const initialPasswordUntil = new Date(now.getTime() + INITIAL_PASSWORD_MILLISECONDS);
  await store.userRecords.insert({ id, fields, passwordHash, initialPasswordUntil, at: now });
  await store.userRecords.setRoles(id, regionId, fields.roles, fields.facilityIds);
  const receipt = { id, regionId, version: 1 };
  journalRecord(context, 'user', 'Created', receipt, payloadOf(fields));
  return accept(receipt);
}

const rolesOf = ({ roles, facilityIds }: UserFields) => ({ roles, facilityIds });

/** Takes turns with other administrators of the region and looks whether the actor still is one. */
export async function enterUsers(
  context: CommandContext,
  named: string | undefined,
): Promise<Outcome<string>> {
  const region = await editableRegionId(context.store, context.actor, named, ADMINS);
  if (!region.ok) return region;
  await context.store.lockRecords('user', region.value);
  return (await checkStillAdmin(context, region.value)) ?? region;
}

/** The password itself is no part of the command: only its hash arrives here, and nothing keeps it for repeats. */
export function createUser(
  ports: CommandPorts,
  actor: Actor,
  body: NewUser,
  passwordHash: string,
): Promise<Outcome<RecordReceipt>> {
  const command = { commandId: body.commandId, body: { createUser: body } };
  return runCommand(ports, actor, command, async (context) => {
    const region = await enterUsers(context, body.regionId);
    return region.ok ? addUser(context, region.value, body, passwordHash) : region;
  });
}

export function changeUser(
  ports: CommandPorts,
  actor: Actor,
  userId: string,
  body: UserFields & Change,
): Promise<Outcome<RecordReceipt>> {
  return runOnUser(ports, actor, userId, 'change', body, (context, user) => replaceUser(context, user, body));
}

/** What an administrator does to the whole of somebody else's account. */
function runOnAccount(
  ports: CommandPorts,
  actor: Actor,
  userId: string,
  what: 'initialPassword' | 'resetTotp' | 'endSessions',
  body: Change,
  work: (context: CommandContext, user: KeptUser) => Promise<void>,
): Promise<Outcome<RecordReceipt>> {
  return runOnUser(ports, actor, userId, what, body, async (context, user) => {
    if (!isKeptBy(actor, user)) return refuse('userKeptElsewhere');
    if (user.id === actor.id) return refuse('ownAccount');
    await work(context, user);
    await context.store.userRecords.endSessions(user.id, context.now, what);
    const receipt = { id: user.id, regionId: user.regionId, version: user.version + 1 };
    journalRecord(context, 'user', 'Changed', receipt, { what });
    return accept(receipt);
  });
}

function runOnUser(
  ports: CommandPorts,
  actor: Actor,
  userId: string,
  what: string,
  body: Change,
  work: (context: CommandContext, user: KeptUser) => Promise<Outcome<RecordReceipt>>,
): Promise<Outcome<RecordReceipt>> {
  const command = { commandId: body.commandId, body: { userId, what, body } };
  return runCommand(ports, actor, command, async (context) => {
    const region = await enterUsers(context, body.regionId);
    if (!region.ok) return region;
    const user = await context.store.userRecords.find(userId, region.value);
    if (!user || user.fields.roles.length === 0) return refuse('notFound');
    return checkVersion(body.expectedVersion, user.version) ?? work(context, user);
  });
}

/** A new initial password for somebody who cannot sign in. */
export const setInitialPassword = (
  ports: CommandPorts,
  actor: Actor,
  userId: string,
  body: Change,
  passwordHash: string,
): Promise<Outcome<RecordReceipt>> =>
  runOnAccount(ports, actor, userId, 'initialPassword', body, async ({ store, now }, user) => {
    const until = new Date(now.getTime() + INITIAL_PASSWORD_MILLISECONDS);
    await store.userRecords.setInitialPassword(user.id, passwordHash, until);
  });

export const resetTotp = (ports: CommandPorts, actor: Actor, userId: string, body: Change) =>
  runOnAccount(ports, actor, userId, 'resetTotp', body, async ({ store }, user) => {
    await store.userRecords.deleteTotp(user.id);
    await store.userRecords.touch(user.id);
  });

export const endSessionsOfUser = (ports: CommandPorts, actor: Actor, userId: string, body: Change) =>
  runOnAccount(ports, actor, userId, 'endSessions', body, ({ store }, user) =>
    store.userRecords.touch(user.id),
  );
