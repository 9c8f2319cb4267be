import type { BoardStatus, PositionTrust } from '#domain';
import { STATUS_STYLES } from '../status/status-style.ts';
import { tokenColor } from '../theme.ts';
import { CanvasLayer, type DrawContext } from './canvas-layer.ts';
import { advanceTrack, isAtRest, pointAt, startTrack, type Track } from './interpolation.ts';
import { LabelSpace } from './label-space.ts';
import { HEADING_STEP_DEGREES, LabelSheet, PictureSheet, spriteOf } from './sprites.ts';

/** A unit as the map shows it at its last received fix. */
export interface MapUnit {
  readonly id: string;
  readonly callSign: string;
  readonly status: BoardStatus;
  readonly trust: PositionTrust;
  /** Said beside the call sign: the age of a position that is not live; empty for none. */
  readonly ageText: string;
  readonly lon: number;
  readonly lat: number;
  readonly headingDegrees: number | null;
  /**
   * Units with the same group stand at one place (a station, a hospital, a scene) and are drawn side by side, because
   * one drawn over another hides a free unit.
   */
  readonly group: string;
  /** True when the place itself has a mark: the first of the group then stands beside it. */
  readonly isBesideMark: boolean;
  /** Dimmed when a filter leaves it out. */
  readonly isFaded: boolean;
}

interface ShownUnit {
  unit: MapUnit;
  track: Track;
  /** Steps to the right of and below its own place, see `group`. */
  steps: number;
  rows: number;
  hasLabel: boolean;
  /** As drawn last. */
  x: number;
  y: number;
  headingDegrees: number | null;
}

const HIT_PIXELS = 16;
/** Pixels between units of one group, and between its rows. */
const STEP = 30;
const SMALL_STEP = 12;
const MAX_IN_ROW = 5;
const ROW_SHARE = 1.2;
/** A movement of less than this is not drawn: from far a frame in sixty shows anything new. */
const SEEN_PIXELS = 0.5;
/** Which labels have room is decided anew this often while units move. */
const LABEL_MS = 300;
/** Below this zoom sprites are small and carry no letters; units are never clustered. */
export const LETTERS_FROM_ZOOM = 12;
const LABEL_FONT = "600 11px 'JetBrains Mono Variable', ui-monospace, monospace";

/** Gives the units of each group their steps: centred on the place, or to the right and left of its mark. */
function spread(all: readonly ShownUnit[]): void {
  const groups = new Map<string, ShownUnit[]>();
  for (const shown of all) {
    shown.steps = 0;
    shown.rows = 0;
    if (shown.unit.group === '') continue;
    const group = groups.get(shown.unit.group);
    if (group) group.push(shown);
    else groups.set(shown.unit.group, [shown]);
  }
  for (const group of groups.values()) {
    group.sort((a, b) => (a.unit.callSign < b.unit.callSign ? -1 : 1));
    group.forEach((shown, index) => {
      const side = index % 2 === 0 ? 1 : -1;
      shown.rows = shown.unit.isBesideMark ? 0 : Math.floor(index / MAX_IN_ROW);
      const inRow = Math.min(MAX_IN_ROW, group.length - shown.rows * MAX_IN_ROW);
      shown.steps = shown.unit.isBesideMark
        ? side * (Math.floor(index / 2) + 1)
        : (index % MAX_IN_ROW) - (inRow - 1) / 2;
    });
  }
}

/** All units of a region on one canvas; see docs of CanvasLayer for how it stays on the streets. */
export class UnitLayer extends CanvasLayer {
  private readonly sprites = new PictureSheet();
  private readonly shown = new Map<string, ShownUnit>();
  private readonly labels = new LabelSheet(LABEL_FONT, 6.8);
  private order: ShownUnit[] = [];
  /** Those in the picture that was drawn last. */
  private drawn: ShownUnit[] = [];
  private drawnAt = -Infinity;
  private step = STEP;
  private labelsPlacedAt = -Infinity;
  private colors = new Map<string, string>();
  private selectedId: string | undefined;
  private hoveredId: string | undefined;
  private hasLabels = true;

  constructor(paneName: string) {
    super(paneName);
    this.refreshColors();
  }

  /** Reads the theme's colours again and redraws. */
  refreshColors(): void {
    const names = ['--panel', '--text', '--accent', '--attention', '--map-halo'];
    for (const name of [...names, ...Object.values(STATUS_STYLES).map((style) => style.color)]) {
      this.colors.set(name, tokenColor(name));
    }
    this.sprites.clear();
    this.labels.clear();
    this.requestDraw();
  }

  /** Takes the present units; those whose fix is new glide there from where they are shown. */
  update(units: readonly MapUnit[], now: number): void {
    const present = new Set<string>();
    for (const unit of units) {
      present.add(unit.id);
      const known = this.shown.get(unit.id);
      if (known) {
        known.track = advanceTrack(known.track, [unit.lon, unit.lat], unit.headingDegrees, now);
        known.unit = unit;
      } else {
        const track = startTrack([unit.lon, unit.lat], unit.headingDegrees, now);
        const look = { hasLabel: false, x: 0, y: 0, headingDegrees: unit.headingDegrees };
        this.shown.set(unit.id, { unit, track, steps: 0, rows: 0, ...look });
      }
    }
    for (const id of this.shown.keys()) if (!present.has(id)) this.shown.delete(id);
    spread([...this.shown.values()]);
    this.sortForDrawing();
  }

  /** Marks the selected and the hovered unit; undefined takes the mark away. */
  mark(selectedId: string | undefined, hoveredId: string | undefined): void {
    if (this.selectedId === selectedId && this.hoveredId === hoveredId) return;
    this.selectedId = selectedId;
    this.hoveredId = hoveredId;
    this.sortForDrawing();
  }

  /** Call signs are shown from near; switched off, the marked unit alone keeps its own. */
  showLabels(hasLabels: boolean): void {
    this.hasLabels = hasLabels;
    this.labelsPlacedAt = -Infinity;
    this.requestDraw();
  }

  /** Where a unit is drawn, in pixels of the container. */
  findPoint(id: string): { readonly x: number; readonly y: number } | undefined {
    const shown = this.shown.get(id);
    return shown && { x: shown.x, y: shown.y };
  }

  /** The unit drawn nearest to a point of the container, if one is near enough to be meant. */
  findAt(x: number, y: number): MapUnit | undefined {
    let best: ShownUnit | undefined;
    let bestDistance = HIT_PIXELS;
    for (const shown of this.order) {
      const distance = Math.hypot(shown.x - x, shown.y - y);
      if (distance <= bestDistance) {
        best = shown;
        bestDistance = distance;
      }
    }
    return best?.unit;
  }

  /** Where a unit is drawn now, `[lon, lat]`. */
  findShownPlace(id: string): readonly [number, number] | undefined {
    const shown = this.shown.get(id);
    if (!shown) return undefined;
    const point = pointAt(shown.track, performance.now());
    return [point.lon, point.lat];
  }

  private sortForDrawing(): void {
    const rank = ({ unit }: ShownUnit): number =>
      unit.id === this.hoveredId || unit.id === this.selectedId ? 2 : unit.isFaded ? 0 : 1;
    this.order = [...this.shown.values()].sort((a, b) => rank(a) - rank(b));
    this.labelsPlacedAt = -Infinity;
    this.requestDraw();
  }

  protected override onViewChange(): void {
    this.labelsPlacedAt = -Infinity;
  }

  /** What comes into the view from outside is seen with the next fix at the latest. */
  protected override isWorthDrawing(toPoint: DrawContext['toPoint'], now: number): boolean {
    let isMoving = false;
    for (const { track, steps, rows, x, y, headingDegrees } of this.drawn) {
      if (isAtRest(track, this.drawnAt)) continue;
      isMoving ||= !isAtRest(track, now);
      const place = pointAt(track, now);
      const point = toPoint(place.lon, place.lat);
      const dx = Math.abs(point.x + steps * this.step - x);
      const dy = Math.abs(point.y + rows * this.step * ROW_SHARE - y);
      if (dx >= SEEN_PIXELS || dy >= SEEN_PIXELS) return true;
      if (turnDegrees(place.headingDegrees, headingDegrees) > HEADING_STEP_DEGREES) return true;
    }
    // Once at rest everything is drawn where it is.
    return !isMoving;
  }

  protected override draw(context: DrawContext, now: number): boolean {
    const { size, zoom } = context;
    this.step = zoom < LETTERS_FROM_ZOOM ? SMALL_STEP : STEP;
    this.drawnAt = now;
    let isMoving = false;
    const inView: ShownUnit[] = [];
    for (const shown of this.order) {
      const place = pointAt(shown.track, now);
      const point = context.toPoint(place.lon, place.lat);
      shown.x = point.x + shown.steps * this.step;
      shown.y = point.y + shown.rows * this.step * ROW_SHARE;
      shown.headingDegrees = place.headingDegrees;
      isMoving ||= !isAtRest(shown.track, now);
      if (shown.x < -40 || shown.y < -40 || shown.x > size.x + 40 || shown.y > size.y + 40) continue;
      inView.push(shown);
      this.drawUnit(context, shown);
    }
    this.drawn = inView;
    if (now - this.labelsPlacedAt > LABEL_MS) {
      this.placeLabels(inView, zoom);
      this.labelsPlacedAt = now;
    }
    this.drawLabels(context, inView);
    return isMoving;
  }

  private drawUnit({ ctx, zoom }: DrawContext, { unit, x, y, headingDegrees }: ShownUnit): void {
    const style = STATUS_STYLES[unit.status];
    const color = this.colors.get(style.color) ?? '';
    const isSmall = zoom < LETTERS_FROM_ZOOM && unit.id !== this.selectedId;
    ctx.globalAlpha = unit.isFaded ? 0.3 : 1;
    if (unit.id === this.selectedId || unit.id === this.hoveredId) {
      ctx.beginPath();
      ctx.arc(x, y, isSmall ? 11 : 20, 0, 2 * Math.PI);
      ctx.strokeStyle = this.colors.get('--accent') ?? '';
      ctx.lineWidth = unit.id === this.selectedId ? 2.5 : 1.5;
      ctx.stroke();
    }
    const isLive = unit.trust === 'live';
    const { shape, code } = style;
    const ground = this.colors.get('--panel') ?? '';
    const heading = isLive ? headingDegrees : null;
    const look = { shape, code, color, ground, isDashed: !isLive, isSmall, headingDegrees: heading };
    this.sprites.stamp(ctx, spriteOf(look), { x, y });
    ctx.globalAlpha = 1;
  }

  private isMarked({ unit }: ShownUnit): boolean {
    return unit.id === this.selectedId || unit.id === this.hoveredId;
  }

  /** Labels are given room from the top of the pile down, so that what is marked always has its name. */
  private placeLabels(units: readonly ShownUnit[], zoom: number): void {
    const space = new LabelSpace();
    for (let at = units.length - 1; at >= 0; at -= 1) {
      const shown = units[at]!;
      const isMarked = this.isMarked(shown);
      const isWanted = isMarked || (this.hasLabels && zoom >= LETTERS_FROM_ZOOM && !shown.unit.isFaded);
      const width = this.labels.width(labelText(shown.unit));
      shown.hasLabel = isWanted && (space.take(shown.x - width / 2, shown.y + 15, width, 13) || isMarked);
    }
  }

  private drawLabels({ ctx }: DrawContext, units: readonly ShownUnit[]): void {
    const halo = this.colors.get('--map-halo') ?? '';
    for (const shown of units) {
      if (!shown.hasLabel) continue;
      const color = this.colors.get(shown.unit.trust === 'live' ? '--text' : '--attention') ?? '';
      this.labels.stamp(ctx, labelText(shown.unit), color, halo, shown.x, shown.y + 14);
    }
  }
}

function turnDegrees(from: number | null, to: number | null): number {
  if (from === null || to === null) return from === to ? 0 : 360;
  return Math.abs(((to - from + 540) % 360) - 180);
}

function labelText({ callSign, ageText }: MapUnit): string {
  return ageText === '' ? callSign : `${callSign} ${ageText}`;
}
