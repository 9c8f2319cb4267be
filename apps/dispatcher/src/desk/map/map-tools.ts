import type { FacilityView } from '#contracts';
import { computed, signal } from '@preact/signals';
import type { ResponseOf } from '../../api/http.ts';
import type { Coverage } from '../coverage.ts';
import type { LiveStore } from '../../live/live-store.ts';
import type { Session } from '../../session/session.ts';
import { Isochrone } from './isochrone.ts';
import { MapLayers } from './map-layers.ts';
import { Nearest } from './nearest.ts';
import { Trail } from './trail.ts';

export type PostView = ResponseOf<'listPosts'>['records'][number];

/** Where the menu of the map is open: the place, and where that is on the screen. */
export interface MenuAt {
  readonly lon: number;
  readonly lat: number;
  readonly x: number;
  readonly y: number;
}

interface DeskParts {
  readonly session: Session;
  readonly store: LiveStore;
  readonly coverage: Coverage;
  readonly user: { readonly id: string };
  readonly region: { readonly id: string; readonly timeZone: string };
  readonly selectedUnitId: { readonly value: string | undefined };
  readonly facilities: { readonly value: readonly FacilityView[] };
}

const RETRY_MS = 5000;

/** What a dispatcher does on the map besides looking at it. */
export class MapTools {
  readonly layers: MapLayers;
  readonly trail: Trail;
  readonly isochrone: Isochrone;
  readonly nearest: Nearest;
  /** The unit the map stays on, until the map is moved by hand or something else is looked for. */
  readonly followedUnitId = signal<string | undefined>(undefined);
  readonly menuAt = signal<MenuAt | undefined>(undefined);
  readonly areLayersShown = signal(false);
  readonly shownFacilityId = signal<string | undefined>(undefined);
  /** True while the map has the keyboard: arrows move it, and Enter means its middle. */
  readonly isAiming = signal(false);
  readonly posts = signal<readonly PostView[]>([]);
  /** Facilities with what they have said since the list was read. */
  readonly facilities = computed(() => {
    const news = this.desk.store.lists.value.facilities;
    return this.desk.facilities.value.map((facility) => news.get(facility.id) ?? facility);
  });
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly desk: DeskParts) {
    const { session, store, coverage, user, region } = desk;
    this.layers = new MapLayers(user.id, coverage);
    const selectedId = computed(() => desk.selectedUnitId.value);
    const wantsTrail = computed(() => this.layers.has('trails'));
    this.trail = new Trail(session, store, selectedId, wantsTrail);
    this.isochrone = new Isochrone(session, region);
    this.nearest = new Nearest(session, store, region);
  }

  start(): () => void {
    const stops = [this.layers.start(), this.trail.start()];
    void this.loadPosts();
    return () => {
      for (const stop of stops) stop();
      clearTimeout(this.retry);
    };
  }

  /** Follows the selected unit, or stops following. */
  toggleFollow(): void {
    const selected = this.desk.selectedUnitId.value;
    this.followedUnitId.value = this.followedUnitId.peek() === selected ? undefined : selected;
  }

  /** Closes what lies over the map, one thing at a time; false when nothing does. */
  closePopup(): boolean {
    if (this.menuAt.peek()) this.menuAt.value = undefined;
    else if (this.areLayersShown.peek()) this.areLayersShown.value = false;
    else if (this.shownFacilityId.peek() !== undefined) this.shownFacilityId.value = undefined;
    else return false;
    return true;
  }

  /** Ends what was asked of the map, one thing at a time; false when nothing was. */
  closeTool(): boolean {
    if (this.nearest.place.peek()) this.nearest.clear();
    else if (this.isochrone.center.peek()) this.isochrone.clear();
    else if (this.followedUnitId.peek() !== undefined) this.followedUnitId.value = undefined;
    else return false;
    return true;
  }

  private async loadPosts(): Promise<void> {
    const answer = await this.desk.session.call('listPosts', { query: { regionId: this.desk.region.id } });
    if (answer.kind === 'ok') this.posts.value = answer.value.records;
    else if (answer.kind === 'unreachable') this.retry = setTimeout(() => void this.loadPosts(), RETRY_MS);
  }
}
