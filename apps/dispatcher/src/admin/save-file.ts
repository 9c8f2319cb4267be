import type { ImportKind } from '#contracts';
import { failureText } from '../api/refusal-text.ts';
import type { Office } from './office.ts';

/** Hands a text to the browser as a file. */
export function saveFile(name: string, text: string, type = 'text/csv'): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Saves a list as CSV; answers what went wrong. */
export async function exportFile(office: Office, kind: ImportKind): Promise<string | undefined> {
  const answer = await office.ask('exportRecords', { params: { kind } });
  if (answer.kind !== 'ok') return failureText(answer, office.timeZone);
  saveFile(answer.value.fileName, answer.value.text);
  return undefined;
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four: read out over the phone without a mistake, and beyond guessing (79 bits). */
export function makeInitialPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const letters = [...bytes].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return letters.match(/.{4}/g)!.join('-');
}
