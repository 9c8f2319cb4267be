import { z } from 'zod';
import { newPassword } from '../account.ts';
import { commandBase, freeText, regionId } from '../primitives.ts';
import { defineRoute } from '../route.ts';
import { SHIFT_EDITORS } from './records.ts';

export const IMPORT_KINDS = ['units', 'stations', 'posts', 'facilities', 'users', 'shifts'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Columns of each kind in the order in which they are exported; those with a star must be filled in. */
export const IMPORT_COLUMNS = {
  units: ['callSign*', 'capabilities*', 'station', 'plate', 'retired'],
  stations: ['name*', 'lon*', 'lat*'],
  posts: ['name*', 'lon*', 'lat*', 'places'],
  facilities: ['name*', 'kind*', 'emergency', 'lon*', 'lat*'],
  users: ['email*', 'displayName*', 'language', 'roles*', 'facilities', 'disabled'],
  shifts: ['unit', 'starts*', 'ends*', 'members'],
} as const satisfies Record<ImportKind, readonly string[]>;

export const MOST_IMPORT_ROWS = 500;
/** Each new user's password takes a core for tens of milliseconds. */
export const MOST_IMPORT_USERS = 100;
const MOST_IMPORT_CHARACTERS = 200_000;

const params = z.object({ kind: z.enum(IMPORT_KINDS) });
const file = {
  regionId: regionId.optional(),
  /** The whole file as text: CSV with a header row, commas or semicolons. Tabs and line ends are its own. */
  text: freeText(MOST_IMPORT_CHARACTERS),
};

export const importRow = z.object({
  /** As a spreadsheet counts: the header is row 1. */
  row: z.number().int(),
  action: z.enum(['create', 'change', 'same']),
  /** What the row is about: a call sign, a name, an e-mail. */
  label: z.string(),
});
export type ImportRow = z.infer<typeof importRow>;
export const importFault = z.object({
  row: z.number().int(),
  /** Null when the row as a whole is at fault. */
  column: z.string().nullable(),
  /** What is wrong and what to do about it, in the language asked for. */
  message: z.string(),
});
export type ImportFaultView = z.infer<typeof importFault>;

export const importPreview = z.object({ rows: z.array(importRow), faults: z.array(importFault) });
export type ImportPreview = z.infer<typeof importPreview>;

export const importRoutes = {
  previewImport: defineRoute({
    name: 'previewImport',
    method: 'POST',
    path: '/api/v1/admin/imports/:kind/preview',
    summary: 'Say row by row what a file would change and what is wrong with it, and save nothing',
    access: SHIFT_EDITORS,
    params,
    body: z.object(file),
    response: importPreview,
  }),
  importRecords: defineRoute({
    name: 'importRecords',
    method: 'POST',
    path: '/api/v1/admin/imports/:kind',
    summary: 'Save all rows of a file, or none when one of them is wrong',
    access: SHIFT_EDITORS,
    params,
    body: z.object({
      ...commandBase,
      ...file,
      /** For rows that add a user, by row number. */
      initialPasswords: z.record(z.string().regex(/^\d{1,4}$/), newPassword).default({}),
    }),
    response: z.object({ created: z.number().int(), changed: z.number().int(), same: z.number().int() }),
    isCommand: true,
  }),
  exportRecords: defineRoute({
    name: 'exportRecords',
    method: 'GET',
    path: '/api/v1/admin/exports/:kind',
    summary: 'The list as CSV, in the form in which it can be imported; no cell acts as a formula',
    access: SHIFT_EDITORS,
    params,
    query: z.object({ regionId: regionId.optional() }),
    response: z.object({ fileName: z.string(), text: z.string() }),
  }),
} as const;
