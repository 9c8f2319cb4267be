const KEY = 'akut.tablet.hasRecords';

/** Remembers that patient records lie on this tablet; without any nothing needs to be loaded to forget them. */
export const noteRecords = (): void => localStorage.setItem(KEY, '1');

/** Forgets the records of runs that are over once the server has confirmed them. */
export async function settleRecords(
  openAssignmentIds: ReadonlySet<string>,
  unconfirmedRecordIds: ReadonlySet<string>,
): Promise<void> {
  if (localStorage.getItem(KEY) === null) return;
  const { RecordVault } = await import('../patient/vault.ts');
  const vault = await RecordVault.open();
  try {
    await vault.settle({ openAssignmentIds, unconfirmedRecordIds });
  } finally {
    vault.close();
  }
  if (openAssignmentIds.size === 0 && unconfirmedRecordIds.size === 0) localStorage.removeItem(KEY);
}

/** Destroys all of them at once. */
export async function wipeRecords(): Promise<void> {
  if (localStorage.getItem(KEY) === null) return;
  const { RecordVault } = await import('../patient/vault.ts');
  const vault = await RecordVault.open();
  await vault.wipe();
  vault.close();
  localStorage.removeItem(KEY);
}
