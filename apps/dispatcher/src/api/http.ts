import type { Problem, routes } from '#contracts';
import { locale } from '#ui';
import type { z } from 'zod';
import { waitForReasons } from '../i18n/reasons.ts';
import type { OFFICE_PATHS } from './office-paths.ts';

type Routes = typeof routes;

/**
 * Method and path of the routes this page uses. They are written here as literals that the compiler compares with the
 * route table, so that the table's schemas (zod, 60 kB) stay out of the browser.
 */
const DESK_PATHS = {
  login: ['POST', '/api/v1/auth/login'],
  refresh: ['POST', '/api/v1/auth/refresh'],
  logout: ['POST', '/api/v1/auth/logout'],
  listRegions: ['GET', '/api/v1/regions'],
  listStations: ['GET', '/api/v1/stations'],
  listFacilities: ['GET', '/api/v1/facilities'],
  searchPlaces: ['GET', '/api/v1/places'],
  routes: ['POST', '/api/v1/routes'],
  getIncident: ['GET', '/api/v1/incidents/:incidentId'],
  createIncident: ['POST', '/api/v1/incidents'],
  createCall: ['POST', '/api/v1/calls'],
  listCalls: ['GET', '/api/v1/calls'],
  listIncidentCalls: ['GET', '/api/v1/incidents/:incidentId/calls'],
  patchCall: ['PATCH', '/api/v1/calls/:callId'],
  endCall: ['POST', '/api/v1/calls/:callId/end'],
  linkCall: ['POST', '/api/v1/calls/:callId/link'],
  listPatients: ['GET', '/api/v1/incidents/:incidentId/patients'],
  addPatients: ['POST', '/api/v1/incidents/:incidentId/patients'],
  patchPatient: ['PATCH', '/api/v1/patients/:patientId'],
  removePatient: ['POST', '/api/v1/patients/:patientId/remove'],
  findHazards: ['POST', '/api/v1/hazards/find'],
  listIncidentHazards: ['GET', '/api/v1/incidents/:incidentId/hazards'],
  listHazards: ['GET', '/api/v1/hazards'],
  patchHazard: ['PATCH', '/api/v1/hazards/:hazardId'],
  createHazard: ['POST', '/api/v1/hazards'],
  removeHazard: ['POST', '/api/v1/hazards/:hazardId/remove'],
  patchIncident: ['PATCH', '/api/v1/incidents/:incidentId'],
  closeIncident: ['POST', '/api/v1/incidents/:incidentId/close'],
  reopenIncident: ['POST', '/api/v1/incidents/:incidentId/reopen'],
  addRemark: ['POST', '/api/v1/incidents/:incidentId/remarks'],
  getRecommendation: ['GET', '/api/v1/incidents/:incidentId/recommendation'],
  assignUnit: ['POST', '/api/v1/incidents/:incidentId/assignments'],
  setDuty: ['POST', '/api/v1/units/:unitId/duty'],
  reportStatus: ['POST', '/api/v1/assignments/:assignmentId/status'],
  cancelAssignment: ['POST', '/api/v1/assignments/:assignmentId/cancel'],
  assignUnits: ['POST', '/api/v1/incidents/:incidentId/assignments/batch'],
  activateAssignment: ['POST', '/api/v1/assignments/:assignmentId/activate'],
  divertAssignment: ['POST', '/api/v1/assignments/:assignmentId/divert'],
  handOverAssignment: ['POST', '/api/v1/assignments/:assignmentId/hand-over'],
  setDestination: ['POST', '/api/v1/assignments/:assignmentId/destination'],
  getDestinations: ['GET', '/api/v1/incidents/:incidentId/destinations'],
  getHistory: ['GET', '/api/v1/history'],
  getHistoryTrack: ['GET', '/api/v1/history/track'],
  getTimeline: ['GET', '/api/v1/incidents/:incidentId/timeline'],
  listRuns: ['GET', '/api/v1/runs'],
  listClosures: ['GET', '/api/v1/closures'],
  previewClosure: ['POST', '/api/v1/closures/preview'],
  createClosure: ['POST', '/api/v1/closures'],
  patchClosure: ['PATCH', '/api/v1/closures/:closureId'],
  liftClosure: ['POST', '/api/v1/closures/:closureId/lift'],
  acknowledgeCrewSignal: ['POST', '/api/v1/crew-signals/:signalId/acknowledge'],
  settleCrewSignal: ['POST', '/api/v1/crew-signals/:signalId/settle'],
  listUnitMessages: ['GET', '/api/v1/unit-messages'],
  postUnitMessage: ['POST', '/api/v1/unit-messages'],
  readUnitMessages: ['POST', '/api/v1/unit-messages/read'],
  acknowledgeAlarm: ['POST', '/api/v1/alarms/:alarmId/acknowledge'],
  findDuplicates: ['POST', '/api/v1/duplicates'],
  dismissDuplicate: ['POST', '/api/v1/duplicate-proposals/:proposalId/dismiss'],
  joinIncident: ['POST', '/api/v1/incidents/:incidentId/join'],
  unjoinIncident: ['POST', '/api/v1/incidents/:incidentId/unjoin'],
  acceptProposal: ['POST', '/api/v1/proposals/:proposalId/accept'],
  dismissProposal: ['POST', '/api/v1/proposals/:proposalId/dismiss'],
  getJointProposal: ['GET', '/api/v1/incidents/:incidentId/joint-proposal'],
  listSectors: ['GET', '/api/v1/sectors'],
  setSectorHolder: ['POST', '/api/v1/sectors/:sectorId/holder'],
  createDefaultSectors: ['POST', '/api/v1/sectors/default'],
  getSupervisionFigures: ['GET', '/api/v1/supervision/figures'],
  getSupervisionLive: ['GET', '/api/v1/supervision/live'],
  getCoverage: ['GET', '/api/v1/coverage'],
  listTriageTrees: ['GET', '/api/v1/triage-trees'],
  isochrones: ['POST', '/api/v1/isochrones'],
  travelTimes: ['POST', '/api/v1/travel-times'],
  getUnitTrail: ['GET', '/api/v1/units/:unitId/trail'],
  listPosts: ['GET', '/api/v1/posts'],
  setPreferences: ['PATCH', '/api/v1/me/preferences'],
} as const satisfies { [N in keyof Routes]?: readonly [Routes[N]['method'], Routes[N]['path']] };

type Paths = typeof DESK_PATHS & typeof OFFICE_PATHS;
export type RouteName = keyof Paths;
/** The offices bring theirs with them when they are opened: see `with-office-paths.ts`. */
let paths = DESK_PATHS as Paths;

export function addPaths(more: Partial<Paths>): void {
  paths = { ...paths, ...more };
}

type SchemaOf<N extends RouteName, Part extends string> =
  Routes[N] extends Readonly<Record<Part, infer S extends z.ZodType>> ? S : never;

export type BodyOf<N extends RouteName> = z.input<SchemaOf<N, 'body'>>;
export type ResponseOf<N extends RouteName> = z.output<Routes[N]['response']>;

export interface RequestParts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export type Answer<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'refused'; readonly problem: Problem; readonly retryAfterSeconds: number | undefined }
  /** No answer came: nobody knows whether the server acted. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'aborted' };

function urlOf(name: RouteName, { params, query }: RequestParts): string {
  const path = paths[name][1].replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ''));
  if (!query) return path;
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  return `${path}?${search}`;
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as Partial<Problem>;
    if (typeof body.reason === 'string') return body as Problem;
  } catch {
    // Not JSON: a proxy's own page. The status says what there is to say.
  }
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    reason: 'internalError',
  };
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}

async function readAnswer<Value>(response: Response): Promise<Answer<Value>> {
  // A gateway that finds no api behind it: as good as no answer.
  if (response.status === 502 || response.status === 504) return { kind: 'unreachable' };
  if (response.ok) return { kind: 'ok', value: (await response.json()) as Value };
  await waitForReasons();
  return { kind: 'refused', problem: await readProblem(response), retryAfterSeconds: retryAfter(response) };
}

/** One request. Never throws: a lost network and an abort are answers of their own. */
export async function request<N extends RouteName>(
  name: N,
  parts: RequestParts,
  accessToken: string | undefined,
): Promise<Answer<ResponseOf<N>>> {
  // Faults of single fields are worded by the server.
  const headers = new Headers({ accept: 'application/json', 'accept-language': locale.peek() });
  if (accessToken !== undefined) headers.set('authorization', `Bearer ${accessToken}`);
  if (parts.body !== undefined) headers.set('content-type', 'application/json');
  try {
    const response = await fetch(urlOf(name, parts), {
      method: paths[name][0],
      headers,
      body: parts.body === undefined ? null : JSON.stringify(parts.body),
      credentials: 'same-origin',
      signal: parts.signal ?? null,
    });
    return await readAnswer(response);
  } catch {
    return parts.signal?.aborted ? { kind: 'aborted' } : { kind: 'unreachable' };
  }
}
