import { ASSIGNMENT_LADDER } from '../assignment/ladder.ts';
import { GEOFENCED_STATUSES } from '../assignment/geofence.ts';
import {
  exclusionOf,
  isOfIncident,
  measureAssignment,
  measureIncident,
  RESPONSE_INTERVALS,
  TIME_SOURCES,
  type IntervalMeasure,
  type ResponseInterval,
  type UnitResponse,
  type IncidentResponse,
  type TimeSource,
} from './response-intervals.ts';

type Cell = string | number | null;

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Reserving takes place before any clock starts. */
const PRESSED_STEPS = ASSIGNMENT_LADDER.filter((step) => step !== 'reserved');

export const RESPONSE_CSV_COLUMNS: readonly string[] = [
  'incident_id',
  'incident_number',
  'category',
  'priority',
  'area',
  'area_id',
  'excluded',
  'call_received_at',
  'incident_created_at',
  'assignment_id',
  'unit',
  'assignment_status',
  ...PRESSED_STEPS.map((step) => `${snake(step)}_pressed_at`),
  ...GEOFENCED_STATUSES.map((step) => `${snake(step)}_geofenced_at`),
  ...TIME_SOURCES.flatMap((source) =>
    RESPONSE_INTERVALS.map((interval) => `${snake(interval)}_${source}_seconds`),
  ),
  ...TIME_SOURCES.flatMap((source) =>
    RESPONSE_INTERVALS.map((interval) => `${snake(interval)}_${source}_measure`),
  ),
];

/**
 * The rows of one incident: one for each assignment, or a single one when nobody was sent. What is measured once for an
 * incident (call to dispatch, response) stands in its first row only, so that each column holds exactly the values that
 * the figures are made of: take the rows with nothing in `excluded`, sort a column, and the nearest rank is the figure.
 */
export function responseCsvRows(incident: IncidentResponse, areaName: string | undefined): Cell[][] {
  const head: Cell[] = [
    incident.incidentId,
    incident.number,
    incident.category,
    incident.priority,
    areaName ?? null,
    areaName === undefined ? null : incident.sectorId,
    exclusionOf(incident) ?? null,
    instantOf(incident.callReceivedAt),
    instantOf(incident.createdAt),
  ];
  const assignments = incident.assignments.length > 0 ? incident.assignments : [undefined];
  return assignments.map((assignment, index) => [
    ...head,
    ...assignmentCells(assignment),
    ...measureCells(incident, assignment, index === 0),
  ]);
}

const instantOf = (at: number | undefined): string | null =>
  at === undefined ? null : new Date(at).toISOString();

const assignmentCells = (assignment: UnitResponse | undefined): Cell[] => [
  assignment?.assignmentId ?? null,
  assignment?.callSign ?? null,
  assignment?.status ?? null,
  ...PRESSED_STEPS.map((step) => instantOf(assignment?.pressed[step])),
  ...GEOFENCED_STATUSES.map((step) => instantOf(assignment?.geofenced[step])),
];

function measureCells(
  incident: IncidentResponse,
  assignment: UnitResponse | undefined,
  isFirst: boolean,
): Cell[] {
  const measureOf = (interval: ResponseInterval, source: TimeSource): IntervalMeasure | undefined => {
    if (isOfIncident(interval)) return isFirst ? measureIncident(incident, interval, source) : undefined;
    return assignment && measureAssignment(assignment, interval, source);
  };
  const measures = TIME_SOURCES.flatMap((source) =>
    RESPONSE_INTERVALS.map((interval) => measureOf(interval, source)),
  );
  return [
    ...measures.map((measure) => (measure?.kind === 'measured' ? measure.seconds : null)),
    ...measures.map((measure) => (measure && measure.kind !== 'notConcerned' ? measure.kind : null)),
  ];
}

/** A spreadsheet runs a cell that begins so as a formula; numbers are written as numbers and begin with no such sign. */
const FORMULA = /^[=+\-@\t\r]/;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line of RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`;
