import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  adviseDestination,
  type AdvisableFacility,
  type CareLevel,
  DESTINATION_RULES,
  type DestinationAdvice,
  deriveProfile,
  type DiversionState,
  explainDestination,
  type FacilityKind,
  type FacilityProfile,
  type FacilityService,
  type FacilityStatus,
  getDestinationNeed,
  type IncidentCategory,
  type LocalCalendar,
  parseOpeningHours,
  type PatientFinding,
  type PatientNeed,
  type Priority,
} from '../src/index.ts';

/**
 * Each file is one scenario. Above the dashes: the patient, the moment, and a line for each facility with its level (or `map`
 * and what the map calls it), road time, services and what it says of itself. Below: the whole answer.
 */
const FOLDER = join(import.meta.dirname, 'destinations');

const fields = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/(\w+)=(\S*)/g)].map((match): [string, string] => [match[1]!, match[2]!]));
const listOf = <Word>(text: string | undefined): Word[] => (text ? (text.split(',') as Word[]) : []);
const lineOf = (lines: readonly string[], name: string): string =>
  lines
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .trim() ?? '';

function readProfile(name: string, level: string, parts: readonly string[]): FacilityProfile {
  const [kind, tags] = level.startsWith('map ') ? level.slice(4).split(' ') : [];
  const hoursText = parts.find((part) => part.startsWith('hours '))?.slice(6);
  const derived = deriveProfile({
    kind: (kind ?? 'hospital') as FacilityKind,
    name,
    hasEmergency: tags === 'emergency',
    tags: hoursText ? { opening_hours: hoursText } : {},
  });
  if (kind !== undefined) return derived;
  const parsed = hoursText === undefined ? undefined : parseOpeningHours(hoursText);
  const services = listOf<FacilityService>(
    parts
      .find((part) => part.startsWith('with '))
      ?.slice(5)
      .replaceAll(' ', ''),
  );
  return {
    ...derived,
    level: level as CareLevel,
    services: services.map((service) => ({ service, hours: null })),
    ...(parsed?.ok && { hours: parsed.hours }),
  };
}

function readStatus(parts: readonly string[], now: Date): FacilityStatus | undefined {
  const until = new Date(now.getTime() + 3_600_000);
  const part = (name: string): string | undefined =>
    parts.find((one) => one.startsWith(`${name} `))?.slice(name.length + 1);
  const states = parts.filter((one) => /^(all|\w+) (busy|divertAmbulances|closed)( \d+)?$/.test(one));
  const waits =
    part('wait')
      ?.split(' ')
      .map((one) => one.split(':').map(Number)) ?? [];
  if (![part('load'), part('beds'), part('wait'), states[0]].some(Boolean)) return undefined;
  return {
    until,
    loadPercent: part('load') === undefined ? null : Number(part('load')),
    freeBeds: part('beds') === undefined ? null : Number(part('beds')),
    waitMinutes: Object.fromEntries(waits),
    diversions: states.map((one) => {
      const [service, state, minutes] = one.split(' ');
      return {
        service: service === 'all' ? null : (service as FacilityService),
        state: state as DiversionState,
        until: minutes === undefined ? until : new Date(now.getTime() + Number(minutes) * 60_000),
      };
    }),
  };
}

function readFacility(line: string, now: Date, calendar: LocalCalendar): AdvisableFacility {
  const [name, level, road, ...parts] = line.split('|').map((part) => part.trim());
  const travelSeconds = Number.parseFloat(road!);
  return {
    facilityId: name!.toLowerCase().replaceAll(' ', '-'),
    name: name!,
    profile: readProfile(name!, level!, parts),
    status: readStatus(parts, now),
    calendar,
    leg: Number.isNaN(travelSeconds) ? undefined : { travelSeconds, distanceMeters: travelSeconds * 12 },
  };
}

function answerOf(input: readonly string[]): { advice: DestinationAdvice; text: string } {
  const patient = fields(lineOf(input, 'patient'));
  const moment = lineOf(input, 'now');
  const now = new Date(moment.split(' ')[0]!);
  const calendar: LocalCalendar = {
    timeZone: moment.split(' ')[1]!,
    publicHolidays: new Set(listOf<string>(fields(moment).get('holidays'))),
  };
  const need = getDestinationNeed(DESTINATION_RULES, {
    category: patient.get('category') as IncidentCategory,
    priority: Number(patient.get('priority')) as Priority,
    needs: listOf<PatientNeed>(patient.get('needs')),
    findings: listOf<PatientFinding>(patient.get('findings')),
  });
  const facilities = input
    .filter((line) => line.startsWith('facility:'))
    .map((line) => readFacility(line.slice(9), now, calendar));
  const advice = adviseDestination(need, facilities, now);
  return { advice, text: write(advice) };
}

function write(advice: DestinationAdvice): string {
  const { need, advised, rejected } = advice;
  const values = (all: Readonly<Record<string, string | number>>): string =>
    Object.entries(all)
      .map(([key, value]) => ` ${key}=${value}`)
      .join('');
  const because = explainDestination(advice);
  return [
    `need: ${need.rules.join(' + ')}: ${need.acceptable.join(' or ')}` +
      need.preferred.map(({ service, bypassSeconds }) => `, ${service} worth ${bypassSeconds} s`).join(''),
    ...advised.map(
      (one) =>
        `${one.rank}. ${one.name}: ${Math.round(one.totalSeconds)} s = ` +
        one.parts.map(({ part, seconds }) => `${part} ${Math.round(seconds)}`).join(' + ') +
        ` (${one.services.join(', ')})`,
    ),
    ...rejected.map((one) => `x ${one.name}: ${one.reason}${values(one.details)}`),
    `because: ${because.key}${values(because.values)}`,
  ].join('\n');
}

const scenarios = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .sort();

describe('where to take the patient', () => {
  it('has its scenarios', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(12);
  });

  it.each(scenarios)('%s', (name) => {
    const [input, expected] = readFileSync(join(FOLDER, name), 'utf8').split(/^-{3,}$/m);
    const lines = input!.split('\n');
    const answer = answerOf(lines);
    expect(answer.text).toBe(expected!.trim());
    const facilities = lines.filter((line) => line.startsWith('facility:'));
    expect(answer.advice.advised.length + answer.advice.rejected.length).toBe(facilities.length);
  });
});
