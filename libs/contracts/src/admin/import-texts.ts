import type { Language } from '../reason-texts.ts';

/** What may be wrong with a cell or a row of an imported file. Values in braces are the file's own words. */
export const IMPORT_FAULTS = [
  'fileEmpty',
  'columnMissing',
  'columnUnknown',
  'columnTwice',
  'tooManyRows',
  'cellMissing',
  'numberUnclear',
  'yesNoUnclear',
  'timeUnclear',
  'timeSkipped',
  'wordUnknown',
  'stationUnknown',
  'unitUnknown',
  'facilityUnknown',
  'memberUnknown',
  'sameAsRow',
] as const;
export type ImportFaultKind = (typeof IMPORT_FAULTS)[number];

type Texts = Readonly<Record<ImportFaultKind, string>>;

const en: Texts = {
  fileEmpty: 'there is nothing below the header; add a row for each record',
  columnMissing: 'the column “{value}” is missing; name the columns in row 1: {columns}',
  columnUnknown: 'the column “{value}” is not known; the columns are: {columns}',
  columnTwice: 'the column “{value}” stands there twice; keep one',
  tooManyRows: 'the file has more than {largest} rows; import it in parts',
  cellMissing: 'nothing stands here; fill it in',
  numberUnclear: '“{value}” is not a number; write it like 12.5',
  yesNoUnclear: '“{value}” is neither yes nor no; write yes, no or nothing',
  timeUnclear: '“{value}” is not a time; write it like 2026-05-31 07:00, by the clock of the region',
  timeSkipped: 'the clock is put forward then, so there is no “{value}”; write another time',
  wordUnknown: '“{value}” is not known here; possible are: {known}',
  stationUnknown: 'there is no station “{value}”; add it first or correct the name',
  unitUnknown: 'there is no unit “{value}”; add it first or correct the call sign',
  facilityUnknown: 'there is no facility “{value}”; add it first or correct the name',
  memberUnknown: 'nobody with the role crew has the e-mail “{value}”; add the user first or correct it',
  sameAsRow: 'this is the same as row {value}; keep one of the two',
};

const bg: Texts = {
  fileEmpty: 'под заглавния ред няма нищо; добавете ред за всеки запис',
  columnMissing: 'липсва колоната „{value}“; назовете колоните в ред 1: {columns}',
  columnUnknown: 'колоната „{value}“ не е позната; колоните са: {columns}',
  columnTwice: 'колоната „{value}“ е дадена два пъти; оставете едната',
  tooManyRows: 'файлът има повече от {largest} реда; внесете го на части',
  cellMissing: 'тук няма нищо; попълнете го',
  numberUnclear: '„{value}“ не е число; напишете го като 12.5',
  yesNoUnclear: '„{value}“ не е нито да, нито не; напишете yes, no или нищо',
  timeUnclear: '„{value}“ не е час; напишете го като 2026-05-31 07:00 по часовника на региона',
  timeSkipped: 'тогава часовникът се мести напред и „{value}“ не съществува; напишете друг час',
  wordUnknown: '„{value}“ не е познато тук; възможни са: {known}',
  stationUnknown: 'няма база „{value}“; първо я добавете или поправете името',
  unitUnknown: 'няма екип „{value}“; първо го добавете или поправете позивната',
  facilityUnknown: 'няма заведение „{value}“; първо го добавете или поправете името',
  memberUnknown: 'никой с роля „екипаж“ няма имейл „{value}“; първо добавете потребителя или го поправете',
  sameAsRow: 'това е същото като ред {value}; оставете единия',
};

const cs: Texts = {
  fileEmpty: 'pod záhlavím nic není; přidejte řádek pro každý záznam',
  columnMissing: 'chybí sloupec „{value}“; pojmenujte sloupce v řádku 1: {columns}',
  columnUnknown: 'sloupec „{value}“ není známý; sloupce jsou: {columns}',
  columnTwice: 'sloupec „{value}“ je tu dvakrát; jeden ponechte',
  tooManyRows: 'soubor má více než {largest} řádků; načtěte ho po částech',
  cellMissing: 'tady nic není; doplňte to',
  numberUnclear: '„{value}“ není číslo; napište ho jako 12.5',
  yesNoUnclear: '„{value}“ není ano ani ne; napište yes, no, nebo nic',
  timeUnclear: '„{value}“ není čas; napište ho jako 2026-05-31 07:00 podle hodin oblasti',
  timeSkipped: 'hodiny se tehdy posouvají dopředu, takže „{value}“ není; napište jiný čas',
  wordUnknown: '„{value}“ tu není známo; možné je: {known}',
  stationUnknown: 'stanice „{value}“ není; nejdřív ji přidejte, nebo opravte název',
  unitUnknown: 'posádka „{value}“ není; nejdřív ji přidejte, nebo opravte volačku',
  facilityUnknown: 'zařízení „{value}“ není; nejdřív ho přidejte, nebo opravte název',
  memberUnknown: 'nikdo s rolí posádky nemá e-mail „{value}“; nejdřív uživatele přidejte, nebo ho opravte',
  sameAsRow: 'toto je totéž jako řádek {value}; jeden z nich ponechte',
};

const sv: Texts = {
  fileEmpty: 'det finns inget under rubrikraden; lägg till en rad för varje post',
  columnMissing: 'kolumnen ”{value}” saknas; namnge kolumnerna på rad 1: {columns}',
  columnUnknown: 'kolumnen ”{value}” är okänd; kolumnerna är: {columns}',
  columnTwice: 'kolumnen ”{value}” finns två gånger; behåll en',
  tooManyRows: 'filen har fler än {largest} rader; läs in den i delar',
  cellMissing: 'här står inget; fyll i det',
  numberUnclear: '”{value}” är inget tal; skriv det som 12.5',
  yesNoUnclear: '”{value}” är varken ja eller nej; skriv yes, no eller inget',
  timeUnclear: '”{value}” är ingen tid; skriv den som 2026-05-31 07:00, efter regionens klocka',
  timeSkipped: 'klockan ställs fram då, så ”{value}” finns inte; skriv en annan tid',
  wordUnknown: '”{value}” är okänt här; möjliga är: {known}',
  stationUnknown: 'det finns ingen station ”{value}”; lägg till den först eller rätta namnet',
  unitUnknown: 'det finns ingen enhet ”{value}”; lägg till den först eller rätta anropssignalen',
  facilityUnknown: 'det finns ingen inrättning ”{value}”; lägg till den först eller rätta namnet',
  memberUnknown:
    'ingen med rollen besättning har e-posten ”{value}”; lägg till användaren först eller rätta den',
  sameAsRow: 'detta är detsamma som rad {value}; behåll en av dem',
};

export const IMPORT_TEXTS: Readonly<Record<Language, Texts>> = { en, bg, cs, sv };

/** A fault in a language, with the file's own words put in. */
export const importFaultText = (
  fault: ImportFaultKind,
  values: Readonly<Record<string, string | number>>,
  language: Language,
): string =>
  IMPORT_TEXTS[language][fault].replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? '?'));
