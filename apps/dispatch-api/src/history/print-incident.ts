import {
  type Language,
  sayChange,
  sayNeeds,
  sayTimeline,
  TIMELINE_TEXTS,
  type TimelineEntry,
  type TimelineWords,
} from '#contracts';
import { formatClock } from '#ui/format/clock.ts';
import { formatDuration } from '#ui/format/duration.ts';
import { bg } from '#ui/i18n/words/bg.ts';
import { cs } from '#ui/i18n/words/cs.ts';
import { en } from '#ui/i18n/words/en.ts';
import { sv } from '#ui/i18n/words/sv.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PrintPage } from './print-page.ts';
import type { IncidentReport } from './report-content.ts';
import { REPORT_TEXTS, type ReportTexts } from './report-texts.ts';

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, bg, cs, sv };

interface Writing {
  readonly language: Language;
  readonly texts: ReportTexts;
  readonly words: TimelineWords;
  /** Date and time in the region's zone. */
  readonly moment: (instant: string | Date) => string;
}

function writingOf(language: Language, timeZone: string): Writing {
  const word = (list: string) => (code: string) => WORDS[language][`${list}.${code}`] ?? code;
  const moments = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  return {
    language,
    texts: REPORT_TEXTS[language],
    words: {
      step: word('step'),
      category: word('category'),
      outcome: word('outcome'),
      clock: (instant) => formatClock(instant, timeZone),
      duration: formatDuration,
    },
    moment: (instant) => moments.format(new Date(instant)),
  };
}

const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ''));

function writeDetails(page: PrintPage, { incident, region }: IncidentReport, writing: Writing): void {
  const { texts, words, moment, language } = writing;
  const { category, priority, detail, coordinates, needs, closedAt, outcome } = incident;
  const title = `${fill(texts.title, { number: incident.number })} · ${words.category(category)}`;
  page.title(title, `${region.name} · ${fill(texts.times, { zone: region.timeZone })}`);
  if (incident.isTraining) page.paragraph(texts.training);
  page.fact(texts.priority, String(priority));
  page.fact(texts.opened, moment(incident.createdAt));
  if (closedAt) page.fact(texts.closed, `${moment(closedAt)} · ${outcome ? words.outcome(outcome) : ''}`);
  page.fact(texts.place, detail.addressText);
  if (coordinates) page.fact(texts.position, `${coordinates[1].toFixed(5)}, ${coordinates[0].toFixed(5)}`);
  if (needs.length > 0) page.fact(TIMELINE_TEXTS[language].fields.needs, sayNeeds(language, needs));
  if (detail.notes !== '') page.fact(texts.notes, detail.notes);
}

function writeUnits(page: PrintPage, { incident }: IncidentReport, { texts, words }: Writing): void {
  page.heading(texts.units);
  if (incident.assignments.length === 0) page.paragraph(texts.none);
  for (const { callSign, status, steps } of incident.assignments) {
    const times = steps.map((step) => {
      const at = step.pressedAt ?? step.geofencedAt ?? step.recordedAt;
      return `${words.step(step.status)} ${words.clock(at)}`;
    });
    page.fact(callSign, [words.step(status), ...times].join(' · '));
  }
}

function writePatients(page: PrintPage, { patients }: IncidentReport, { texts }: Writing): void {
  if (patients.length === 0) return;
  page.heading(texts.patients);
  for (const { number, name, ageMonths, sex, condition, triage } of patients) {
    const age =
      ageMonths === null
        ? ''
        : ageMonths < 24
          ? `${texts.age} ${ageMonths} ${texts.months}`
          : `${texts.age} ${Math.floor(ageMonths / 12)} ${texts.years}`;
    const known = [name, age, sex && texts.sexes[sex], triage && texts.triage[triage], condition];
    page.fact(fill(texts.patient, { number }), known.filter(Boolean).join(' · '));
  }
}

function writeCalls(page: PrintPage, { calls }: IncidentReport, { texts, moment }: Writing): void {
  if (calls.length === 0) return;
  page.heading(texts.calls);
  for (const { receivedAt, callerName, callerPhone, words, addressText, takenByName } of calls) {
    const who = [callerName, callerPhone, addressText].filter(Boolean).join(' · ');
    page.fact(moment(receivedAt), takenByName ? `${who} (${takenByName})` : who);
    page.quote(words ?? '', 110);
  }
}

function writeEntry(page: PrintPage, entry: TimelineEntry, { language, words }: Writing): void {
  const changes = entry.changes.map((change) => {
    const { field, before, after } = sayChange(language, change, words);
    return `${field}: ${before} → ${after}`;
  });
  const by = entry.actorName ?? TIMELINE_TEXTS[language].system;
  const lines = [...changes, ...(entry.text === null ? [] : [entry.text])];
  page.event(words.clock(entry.at), sayTimeline(language, entry, words), by, lines);
}

/** An incident as PDF. Other requests are answered between the entries: the page of a long one takes its time. */
export async function printIncident(report: IncidentReport, language: Language): Promise<Buffer> {
  const { region, incident, entries, printed } = report;
  const writing = writingOf(language, region.timeZone);
  const { texts } = writing;
  const title = fill(texts.title, { number: incident.number });
  const page = await PrintPage.begin({ title, language });
  writeDetails(page, report, writing);
  writeUnits(page, report, writing);
  writePatients(page, report, writing);
  writeCalls(page, report, writing);
  page.heading(texts.timeline);
  for (const entry of entries) {
    writeEntry(page, entry, writing);
    await nextTurn();
  }
  const by = fill(texts.printed, { name: printed.byName, time: writing.moment(printed.at) });
  const left = `${region.name} · ${title} · ${by}. ${texts.personal}`;
  return page.end((number, pages) => [left, fill(texts.page, { page: number, pages })]);
}
