import { effect, signal, type ReadonlySignal } from '@preact/signals';
import * as L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { theme } from '#ui';
import { createBasemap, type Basemap, type BasemapSource } from '#ui/map/basemap-layer.ts';
import type { MapPackStore } from './packs/map-pack-store.ts';
import type { KeptFile } from './packs/pack-database.ts';
import { PmtilesArchive } from './packs/pmtiles-archive.ts';
import { listRunPlaces, type MapScene, type OwnPosition } from './scene.ts';
import { SceneLayer } from './scene-layer.ts';

export interface MapRegion extends BasemapSource {
  /** West, south, east, north. */
  readonly bounds: readonly [number, number, number, number];
  readonly center: readonly [lon: number, lat: number];
}

export interface MapInputs {
  readonly region: MapRegion;
  readonly packs: MapPackStore;
  readonly position: ReadonlySignal<OwnPosition | undefined>;
  readonly scene: ReadonlySignal<MapScene>;
  readonly now: ReadonlySignal<number>;
  /** How much of the map's upper edge lies under something else, in pixels. */
  readonly coveredPixels?: () => number;
}

const PANE = 'akut-scene';
const DRIVING_ZOOM = 16;
const OVERVIEW_ZOOM = 17;
const TEXT_SCALE = 1.5;
/** A finger that moves this far moves the map. */
const DRAG_PIXELS = 12;

/** One map on the screen: what it follows, which way is up, and what is drawn on it. */
export class MapController {
  readonly isFollowing = signal(true);
  readonly isCourseUp = signal(false);
  private readonly map: L.Map;
  private readonly scene = new SceneLayer(PANE);
  private basemap: Basemap | undefined;
  private shownFileId: string | undefined;
  private readonly stops: (() => void)[];

  constructor(
    private readonly frame: HTMLElement,
    private readonly holder: HTMLElement,
    private readonly inputs: MapInputs,
  ) {
    this.map = L.map(holder, {
      zoomControl: false,
      attributionControl: false,
      minZoom: 8,
      maxZoom: 19,
      zoomAnimation: true,
      doubleClickZoom: false,
      boxZoom: false,
      keyboard: false,
      touchZoom: 'center',
    });
    const pane = this.map.createPane(PANE);
    pane.style.zIndex = '450';
    pane.style.pointerEvents = 'none';
    this.showFirst();
    this.scene.addTo(this.map);
    this.stops = this.listen();
  }

  destroy(): void {
    for (const stop of this.stops) stop();
    this.map.remove();
  }

  zoomBy(step: number): void {
    const own = this.inputs.position.peek();
    if (own && this.isFollowing.peek()) this.map.setZoomAround([own.lat, own.lon], this.map.getZoom() + step);
    else this.map.zoomIn(step);
  }

  follow(): void {
    this.isFollowing.value = true;
    this.map.setZoom(Math.max(this.map.getZoom(), DRIVING_ZOOM), { animate: false });
    this.center();
  }

  toggleCourseUp(): void {
    this.isCourseUp.value = !this.isCourseUp.peek();
    if (this.isCourseUp.peek()) this.isFollowing.value = true;
  }

  /** The vehicle, where it goes and the way there. */
  showRun(): void {
    this.release();
    const places = listRunPlaces(this.inputs.scene.peek(), this.inputs.position.peek());
    if (places.length === 0) return this.showFirst();
    const corners = places.map(([lon, lat]): [number, number] => [lat, lon]);
    const covered = Math.min(this.inputs.coveredPixels?.() ?? 0, this.frame.clientHeight / 2);
    this.map.fitBounds(corners, {
      paddingTopLeft: [50, covered + 50],
      // Keys on the right, the search and the notices below.
      paddingBottomRight: [110, this.frame.clientHeight > 450 ? 140 : 50],
      maxZoom: OVERVIEW_ZOOM,
      animate: false,
    });
  }

  showPlace(lon: number, lat: number): void {
    this.release();
    this.map.setView([lat, lon], OVERVIEW_ZOOM, { animate: false });
  }

  private release(): void {
    this.isFollowing.value = false;
    this.isCourseUp.value = false;
  }

  private showFirst(): void {
    const { region, position, scene } = this.inputs;
    const [own, { incident }] = [position.peek(), scene.peek()];
    const [lon, lat] = own ? [own.lon, own.lat] : incident ? [incident.lon, incident.lat] : region.center;
    this.map.setView([lat, lon], own || incident ? DRIVING_ZOOM : 13, { animate: false });
  }

  private center(): void {
    const own = this.inputs.position.peek();
    if (own) this.map.setView([own.lat, own.lon], this.map.getZoom(), { animate: false });
  }

  private listen(): (() => void)[] {
    const { position, scene, now, packs } = this.inputs;
    const resized = new ResizeObserver(() => this.fit());
    resized.observe(this.frame);
    return [
      () => resized.disconnect(),
      this.listenToFingers(),
      effect(() => this.showBasemap(packs.stateOf('map').value.isRead, packs.stateOf('map').value.kept)),
      effect(() => this.scene.show(scene.value, position.value, now.value)),
      effect(() => {
        const own = position.value;
        if (own && this.isFollowing.value) this.center();
      }),
      effect(() => {
        void this.isCourseUp.value;
        this.fit();
      }),
      effect(() => this.turn(this.isCourseUp.value ? (position.value?.headingDegrees ?? 0) : 0)),
      effect(() => {
        const { chosen } = scene.value;
        if (chosen) this.showPlace(chosen.lon, chosen.lat);
      }),
      effect(() => {
        void theme.value;
        this.basemap?.refreshColors();
        this.scene.refreshColors();
      }),
    ];
  }

  /** Who moves the map wants to look elsewhere; a turned map is put straight first, or it would move askew. */
  private listenToFingers(): () => void {
    let from: { readonly x: number; readonly y: number } | undefined;
    const down = ({ clientX: x, clientY: y }: PointerEvent): void => void (from = { x, y });
    const up = (): void => void (from = undefined);
    const move = ({ clientX, clientY }: PointerEvent): void => {
      if (!from || Math.hypot(clientX - from.x, clientY - from.y) < DRAG_PIXELS) return;
      from = undefined;
      this.release();
    };
    const listeners = [['pointerdown', down], ['pointermove', move], ['pointerup', up], ['pointercancel', up]] as const; // prettier-ignore
    for (const [name, listen] of listeners) this.frame.addEventListener(name, listen);
    return () => {
      for (const [name, listen] of listeners) this.frame.removeEventListener(name, listen);
    };
  }

  /** A turned map must reach into the corners, so it is as wide as the screen's diagonal. */
  private fit(): void {
    const { clientWidth: width, clientHeight: height } = this.frame;
    const side = Math.ceil(Math.hypot(width, height));
    const [wide, high] = this.isCourseUp.peek() ? [side, side] : [width, height];
    Object.assign(this.holder.style, {
      width: `${wide}px`,
      height: `${high}px`,
      left: `${(width - wide) / 2}px`,
      top: `${(height - high) / 2}px`,
    });
    this.map.invalidateSize({ animate: false });
    if (this.isFollowing.peek()) this.center();
  }

  private turn(headingDegrees: number): void {
    this.holder.style.transform = headingDegrees === 0 ? '' : `rotate(${-headingDegrees}deg)`;
    this.scene.turn(-headingDegrees);
  }

  /** From the kept map when there is one; before it was looked for, nothing, so that no tile is asked of a network in vain. */
  private showBasemap(isRead: boolean, file: KeptFile | null): void {
    if (!isRead || (this.basemap && this.shownFileId === file?.id)) return;
    this.basemap?.layer.remove();
    this.shownFileId = file?.id;
    const { region, packs } = this.inputs;
    const archive = file
      ? new PmtilesArchive((first, count) => packs.readBytes(file, first, count))
      : undefined;
    this.basemap = createBasemap(region, { archive, textScale: TEXT_SCALE });
    this.basemap.layer.addTo(this.map);
  }
}
