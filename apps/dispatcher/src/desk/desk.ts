import type { FacilityView, RegionView, StationView, UserView } from '#contracts';
import type { BoardStatus } from '#domain';
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { createContext, type ComponentType } from 'preact';
import { useContext } from 'preact/hooks';
import { Outbox } from '../api/outbox.ts';
import { LiveConnection } from '../live/live-connection.ts';
import { LiveStore } from '../live/live-store.ts';
import { Troubles } from '../live/troubles.ts';
import { ServerClock } from '../live/server-clock.ts';
import type { Session } from '../session/session.ts';
import { UnitBoardView } from './board/unit-board-view.ts';
import { ClosureDraft } from './closure-draft.ts';
import { ClosureEdit } from './closure-edit-state.ts';
import { Coverage } from './coverage.ts';
import { compareIncidents, isUncovered } from './incident-order.ts';
import { IncidentDetail } from './incident-detail.ts';
import { DraftHints } from './incident/draft-hints.ts';
import { IncidentEdit } from './incident/edit.ts';
import type { Section } from './incident/section.ts';
import { IncidentPeople } from './incident/people.ts';
import { DeskPresence } from './incident/presence.ts';
import { DestinationHints } from './destination-hints.ts';
import { IncidentDraft } from './draft.ts';
import { Drafts } from './drafts.ts';
import { Recommendations } from './recommendations.ts';
import { MapTools } from './map/map-tools.ts';
import { OwnSectors } from '../supervisor/own-sectors.ts';
import { Sounds } from './sounds.ts';
import { Undo } from './undo.ts';

export interface Notice {
  readonly tone: 'done' | 'warning';
  readonly text: string;
}

/** A request to the map to show a place. */
export interface MapWish {
  readonly lon: number;
  readonly lat: number;
  readonly serial: number;
}

/** A place being changed on an open incident; a click on the map moves it. */
export interface PlaceEdit {
  readonly addressText: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly source: 'place' | 'pin' | 'coordinates' | 'text';
}

/** The past in place of now: a desk that shows it, and how to move in time. */
export interface PastView {
  readonly desk: Desk;
  /** False when the key means nothing there. */
  onKey(event: KeyboardEvent): boolean;
  close(): void;
  readonly Bar: ComponentType;
}

const NOTICE_MS = 8000;
/** Units whose leaving the coverage layer shows at once. */
const MOST_SENT = 20;

/** Everything one desk knows and does in one region; zones read its signals. */
export class Desk {
  readonly clock = new ServerClock();
  readonly store = new LiveStore(this.clock);
  readonly outbox: Outbox;
  readonly connection: LiveConnection;
  readonly troubles: Troubles;
  readonly board = new UnitBoardView();
  readonly draft: IncidentDraft;
  readonly closures = new ClosureDraft();
  readonly closureEdit = new ClosureEdit();
  readonly coverage: Coverage;
  readonly placeEdit = signal<PlaceEdit | undefined>(undefined);
  readonly selectedIncidentId = signal<string | undefined>(undefined);
  readonly selectedIncident = computed(() => {
    void this.store.incidentIds.value;
    return this.store.findIncident(this.selectedIncidentId.value);
  });
  readonly selectedUnitId = signal<string | undefined>(undefined);
  readonly hoveredUnitId = signal<string | undefined>(undefined);
  readonly recommendations: Recommendations;
  readonly sounds: Sounds;
  readonly sectors: OwnSectors;
  readonly mapTools: MapTools;
  readonly detail: IncidentDetail;
  readonly people: IncidentPeople;
  readonly edit: IncidentEdit;
  readonly presence: DeskPresence;
  readonly draftHints = new DraftHints(this);
  /** Callers, patients or warnings of the selected incident, shown below its head. */
  readonly openSection = signal<Section | undefined>(undefined);
  readonly isCallsShown = signal(false);
  readonly isMessagesShown = signal(false);
  readonly drafts: Drafts;
  readonly undo: Undo;
  readonly destinationHints = new DestinationHints(this);
  readonly isRejectedShown = signal(false);
  readonly isHelpShown = signal(false);
  /** True for a desk that shows the past. */
  readonly isPast: boolean = false;
  /** Set while this desk looks back. */
  readonly past = signal<PastView | undefined>(undefined);
  readonly isTimelineShown = signal(false);
  readonly statusFilter = signal<BoardStatus | undefined>(undefined);
  readonly textFilter = signal('');
  readonly stations = signal<readonly StationView[]>([]);
  readonly facilities = signal<readonly FacilityView[]>([]);
  readonly notice = signal<Notice | undefined>(undefined);
  /** What the last dispatch was refused for, shown at the list until the next act. */
  readonly raceLost = signal('');
  readonly mapWish = signal<MapWish | undefined>(undefined);
  /** Middle of the map, so that the address search prefers what is near. */
  readonly mapCenter = signal<readonly [number, number]>([0, 0]);
  /** Open incidents, uncovered and urgent first. */
  readonly openIncidents = computed(() => {
    void this.store.revision.value;
    return this.store
      .listIncidents()
      .filter((incident) => incident.state === 'open')
      .sort(compareIncidents);
  });
  readonly counts = computed(() => {
    const open = this.openIncidents.value;
    const units = this.store.listUnits();
    return {
      open: open.length,
      uncovered: open.filter(isUncovered).length,
      available: units.filter((unit) => unit.boardStatus === 'available').length,
      onDuty: units.filter((unit) => unit.boardStatus !== 'offDuty' && unit.boardStatus !== 'outOfService')
        .length,
    };
  });
  /** Without a connection the desk shows what it last knew and takes no commands. */
  readonly isReadOnly = computed(() => {
    const state = this.connection.state.value;
    return state === 'offline' || state === 'connecting';
  });
  /** What another part of the desk begins to type in the command line for its user; taken by the line. */
  readonly lineBegun = signal<string | undefined>(undefined);
  private stopCoverage: (() => void) | undefined;
  private stopSites: (() => void) | undefined;
  private stopTroubles: (() => void) | undefined;
  private stopMapTools: (() => void) | undefined;
  private noticeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly session: Session,
    readonly user: UserView,
    readonly region: RegionView,
    readonly regions: readonly RegionView[],
  ) {
    this.outbox = new Outbox(session);
    this.connection = new LiveConnection(session, this.store, region.id);
    this.troubles = new Troubles(this.store, this.connection);
    const { outbox, selectedIncidentId, store } = this;
    this.recommendations = new Recommendations(session, store, region.id, this.selectedIncident, outbox);
    this.coverage = new Coverage(session, this.store, region.id);
    this.sectors = new OwnSectors(this.store, user.id);
    this.sounds = new Sounds(this.store, this.troubles.isLoud);
    this.detail = new IncidentDetail(session, store, selectedIncidentId, outbox);
    this.people = new IncidentPeople(session, store, selectedIncidentId, outbox);
    this.edit = new IncidentEdit(this.store, this.selectedIncident);
    const isOnline = computed(() => !this.isReadOnly.value);
    this.presence = new DeskPresence(this.connection, region.id, user.id, this.selectedIncidentId, isOnline);
    this.mapTools = new MapTools(this);
    this.draft = new IncidentDraft(region.bounds);
    this.drafts = new Drafts(this);
    this.undo = new Undo(this);
    this.mapCenter.value = region.center;
  }

  /** The name of a region that this one may meet: itself, a neighbour, or another one of the user's. */
  regionName(regionId: string): string {
    const known = [this.region, ...this.region.neighbours, ...this.regions];
    return known.find(({ id }) => id === regionId)?.name ?? regionId;
  }

  start(): void {
    this.clock.start();
    this.connection.open();
    this.recommendations.start();
    this.detail.start();
    for (const part of [this.people, this.edit, this.presence, this.draftHints]) part.start();
    this.stopTroubles = this.troubles.start();
    this.sounds.start();
    this.coverage.start();
    this.stopMapTools = this.mapTools.start();
    this.stopCoverage = effect(() => this.showCoverageAfter());
    // What is not read at first glance is asked for when the board stands.
    this.stopSites = when(this.store.isLoaded, () => void this.loadSites());
  }

  stop(): void {
    this.clock.stop();
    this.connection.close();
    this.recommendations.stop();
    this.detail.stop();
    for (const part of [this.people, this.edit, this.presence, this.draftHints]) part.stop();
    this.stopTroubles?.();
    this.sounds.stop();
    this.coverage.stop();
    this.stopMapTools?.();
    this.stopCoverage?.();
    this.stopSites?.();
    this.drafts.stop();
    this.undo.stop();
    clearTimeout(this.noticeTimer);
  }

  selectIncident(id: string | undefined): void {
    if (this.selectedIncidentId.peek() === id) return;
    this.selectedIncidentId.value = id;
    this.leaveIncident();
    this.isRejectedShown.value = false;
    const place = this.store.findIncident(id)?.coordinates;
    if (place) this.showOnMap(place);
  }

  /** Ends what was open of the incident that was selected before. */
  leaveIncident(): void {
    this.edit.end();
    this.openSection.value = undefined;
    this.presence.field.value = null;
    this.raceLost.value = '';
  }

  selectUnit(id: string | undefined): void {
    this.selectedUnitId.value = id;
    const unit = this.store.findUnit(id);
    const place = unit && this.store.whereabouts(unit, performance.now()).place;
    if (place) this.showOnMap(place);
  }

  /** Takes a click on the map for the form or the editor that waits for one; false when none does. */
  pin(lon: number, lat: number): boolean {
    const edit = this.placeEdit.peek();
    if (this.closures.isDrawing.peek()) this.closures.addPoint(lon, lat);
    else if (this.draft.isOpen.peek()) this.draft.pin(lon, lat);
    else if (edit) this.placeEdit.value = { ...edit, lon, lat, source: 'pin' };
    else return false;
    return true;
  }

  showOnMap([lon, lat]: readonly [number, number]): void {
    this.mapTools.followedUnitId.value = undefined;
    this.mapWish.value = { lon, lat, serial: (this.mapWish.peek()?.serial ?? 0) + 1 };
  }

  /** While the map shows coverage: what is left when those that would be sent are gone. */
  private showCoverageAfter(): void {
    const { candidates, pointedUnitId } = this.recommendations;
    const pointed = pointedUnitId.value;
    const sent = candidates.value.filter(({ unitId, isProposed }) =>
      pointed === undefined ? isProposed : unitId === pointed,
    );
    const unitIds = this.coverage.isShown.value ? sent.map(({ unitId }) => unitId).slice(0, MOST_SENT) : [];
    if (unitIds.join() !== this.coverage.withoutUnitIds.peek().join())
      this.coverage.withoutUnitIds.value = unitIds;
  }

  say(notice: Notice): void {
    clearTimeout(this.noticeTimer);
    this.notice.value = notice;
    this.noticeTimer = setTimeout(() => {
      this.notice.value = undefined;
    }, NOTICE_MS);
  }

  private async loadSites(): Promise<void> {
    const query = { regionId: this.region.id };
    const [stations, facilities, triage] = await Promise.all([
      this.session.call('listStations', { query }),
      this.session.call('listFacilities', { query }),
      this.session.call('listTriageTrees', { query }),
    ]);
    if (triage.kind === 'ok') this.draft.triage.offer(triage.value.trees);
    if (stations.kind === 'ok') this.stations.value = stations.value.stations;
    if (facilities.kind === 'ok') this.facilities.value = facilities.value.facilities;
    if ([stations, facilities, triage].some(({ kind }) => kind === 'unreachable'))
      setTimeout(() => void this.loadSites(), 5000);
  }
}

/** Does it once, as soon as the signal says so. */
function when(is: ReadonlySignal<boolean>, act: () => void): () => void {
  let isDone = false;
  return effect(() => {
    if (isDone || !is.value) return;
    isDone = true;
    untracked(act);
  });
}

const DeskContext = createContext<Desk | undefined>(undefined);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('a zone needs the desk around it');
  return desk;
}
