import { tokenColor } from '../theme.ts';
import { CanvasLayer, type DrawContext } from './canvas-layer.ts';
import { LabelSpace } from './label-space.ts';
import { LabelSheet, type Picture, PictureSheet } from './sprites.ts';

export interface MapIncident {
  readonly kind: 'incident';
  readonly id: string;
  readonly number: number;
  readonly priority: number;
  readonly lon: number;
  readonly lat: number;
  /** Urgent and nobody sent: the one thing that is red. */
  readonly isAlarm: boolean;
}

/** What a hospital says of itself: quiet, amber at its edge, or struck through. */
export type SiteLoad = 'usual' | 'busy' | 'diverting';

export interface MapSite {
  readonly kind: 'station' | 'post' | 'hospital';
  readonly id: string;
  readonly name: string;
  readonly load: SiteLoad;
  /** Shown only from near: a hospital without an emergency department. */
  readonly isMinor: boolean;
  readonly lon: number;
  readonly lat: number;
}

/** The place that a form is putting an incident at. */
export interface MapPin {
  readonly kind: 'pin';
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
}

/** A few letters at a place: when a unit arrives there, or how far a line reaches. */
export interface MapNote {
  readonly kind: 'note';
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly text: string;
  readonly tone: 'usual' | 'strong' | 'dim' | 'attention';
  /** Line below the others at the same place, from 0. */
  readonly line: number;
  /** Below the mark of that place and its name, or on the place itself. */
  readonly isBelowMark: boolean;
}

export type MapMark = MapIncident | MapSite | MapPin;

const HIT_PIXELS = 15;
const SITE_NAMES_FROM_ZOOM = 15;
const SITES_FROM_ZOOM = 11;
const MINOR_SITES_FROM_ZOOM = 14;
/** From further away only those that are marked are written. */
const NOTES_FROM_ZOOM = 12;
const NOTE_LINE = 13;
/** Below an incident's diamond and its number: units at a scene stand to its right and left. */
const NOTE_OFFSET = 37;
const NOTE_COLORS: Readonly<Record<MapNote['tone'], string>> = {
  usual: '--text',
  strong: '--accent',
  dim: '--dim',
  attention: '--attention-text',
};
const NUMBER_FONT = "600 11px 'JetBrains Mono Variable', ui-monospace, monospace";
type Outline = (ctx: CanvasRenderingContext2D) => void;
const SITE_OUTLINES: Readonly<Record<MapSite['kind'], Outline>> = {
  hospital: square,
  station: house,
  post: flag,
};

/** Things that stand still: incidents, stations and hospitals, on one canvas below the units. */
export class MarkLayer extends CanvasLayer {
  private marks: readonly MapMark[] = [];
  private notes: readonly MapNote[] = [];
  private hasNames = true;
  private readonly pictures = new PictureSheet();
  private readonly numbers = new LabelSheet(NUMBER_FONT, 6.8);
  private colors = new Map<string, string>();
  private selectedId: string | undefined;
  private selectedSiteId: string | undefined;
  private points = new Map<MapMark, { x: number; y: number }>();

  constructor(paneName: string) {
    super(paneName);
    this.refreshColors();
  }

  /** Reads the theme's colours again and redraws. */
  refreshColors(): void {
    for (const name of [
      '--panel',
      '--text',
      '--dim',
      '--accent',
      '--attention',
      '--attention-text',
      '--alarm',
      '--on-alarm',
      '--map-halo',
      '--map-place',
    ]) {
      this.colors.set(name, tokenColor(name));
    }
    this.pictures.clear();
    this.numbers.clear();
    this.requestDraw();
  }

  /** Takes all marks; later ones are drawn above earlier ones. */
  update(
    marks: readonly MapMark[],
    selectedId: string | undefined,
    selectedSiteId: string | undefined = undefined,
  ): void {
    this.marks = marks;
    this.selectedId = selectedId;
    this.selectedSiteId = selectedSiteId;
    this.requestDraw();
  }

  /** Takes the notes; they lie above all marks and are no targets. Where two want the same room, the marked one has it. */
  updateNotes(notes: readonly MapNote[]): void {
    if (notes.length === 0 && this.notes.length === 0) return;
    const rank = ({ tone }: MapNote): number => (tone === 'strong' || tone === 'attention' ? 0 : 1);
    this.notes = [...notes].sort((a, b) => rank(a) - rank(b));
    this.requestDraw();
  }

  /** Names of stations, posts and hospitals are shown from near, unless they are switched off. */
  showNames(hasNames: boolean): void {
    this.hasNames = hasNames;
    this.requestDraw();
  }

  /** Where a mark is drawn, in pixels of the container; undefined outside the view. */
  findPoint(id: string): { readonly x: number; readonly y: number } | undefined {
    for (const [mark, point] of this.points) if (mark.id === id) return point;
    return undefined;
  }

  /** The mark drawn nearest to a point of the container, if one is near enough to be meant. */
  findAt(x: number, y: number): MapMark | undefined {
    let best: MapMark | undefined;
    let bestDistance = HIT_PIXELS;
    for (const [mark, point] of this.points) {
      const distance = Math.hypot(point.x - x, point.y - y);
      if (distance > bestDistance) continue;
      best = mark;
      bestDistance = distance;
    }
    return best;
  }

  protected override draw(context: DrawContext): boolean {
    const { size, zoom } = context;
    this.points = new Map();
    const space = new LabelSpace();
    for (const mark of this.marks) {
      if (zoom < shownFromZoom(mark)) continue;
      const point = context.toPoint(mark.lon, mark.lat);
      if (point.x < -30 || point.y < -30 || point.x > size.x + 30 || point.y > size.y + 30) continue;
      this.points.set(mark, point);
      if (mark.kind === 'pin') this.drawPin(context.ctx, point);
      else if (mark.kind === 'incident') this.drawIncident(context.ctx, mark, point);
      else this.drawSite(context, mark, point, space);
    }
    const noteSpace = new LabelSpace();
    for (const note of this.notes) this.drawNote(context, note, noteSpace);
    return false;
  }

  private drawNote({ ctx, toPoint, size, zoom }: DrawContext, note: MapNote, space: LabelSpace): void {
    const isMarked = note.tone === 'strong' || note.tone === 'attention';
    if (zoom < NOTES_FROM_ZOOM && !isMarked) return;
    const { x, y } = toPoint(note.lon, note.lat);
    if (x < -90 || y < -30 || x > size.x + 30 || y > size.y + 30) return;
    ctx.font = NUMBER_FONT;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'center';
    const color = this.color(NOTE_COLORS[note.tone]);
    const top = y + (note.isBelowMark ? NOTE_OFFSET : 0) + note.line * NOTE_LINE;
    const width = ctx.measureText(note.text).width;
    if (!space.take(x - width / 2, top - 6, width, 12) && !isMarked) return;
    this.write(ctx, note.text, x, top, color);
  }

  private color(name: string): string {
    return this.colors.get(name) ?? '';
  }

  private drawIncident(
    ctx: CanvasRenderingContext2D,
    mark: MapIncident,
    { x, y }: { x: number; y: number },
  ): void {
    const isSelected = mark.id === this.selectedId;
    this.pictures.stamp(ctx, this.incidentPicture(mark, isSelected), { x, y });
    const color = this.color(mark.isAlarm ? '--alarm' : '--text');
    this.numbers.stamp(
      ctx,
      String(mark.number),
      color,
      this.color('--map-halo'),
      x,
      y + sizeOf(isSelected) + 1,
    );
  }

  private incidentPicture({ priority, isAlarm }: MapIncident, isSelected: boolean): Picture {
    const size = sizeOf(isSelected);
    const isFilled = isAlarm || priority === 1;
    const draw = (ctx: CanvasRenderingContext2D): void => {
      const strong = this.color(isAlarm ? '--alarm' : '--text');
      if (isSelected) {
        diamond(ctx, size + 6);
        ctx.strokeStyle = this.color('--accent');
        ctx.lineWidth = 2.5;
        ctx.stroke();
      }
      diamond(ctx, size);
      ctx.strokeStyle = this.color('--map-halo');
      ctx.lineWidth = 4;
      ctx.stroke();
      ctx.fillStyle = isFilled ? strong : this.color('--panel');
      ctx.fill();
      ctx.strokeStyle = strong;
      ctx.lineWidth = 1.75;
      ctx.stroke();
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.font = "700 12px 'Inter Variable', system-ui, sans-serif";
      ctx.fillStyle = isAlarm ? this.color('--on-alarm') : isFilled ? this.color('--panel') : strong;
      ctx.fillText(String(priority), 0, 0.5);
    };
    return { name: `incident|${priority}|${isAlarm}|${isSelected}`, half: size + 11, draw };
  }

  private drawPin(ctx: CanvasRenderingContext2D, { x, y }: { x: number; y: number }): void {
    for (const [name, width] of [
      ['--map-halo', 6],
      ['--accent', 2.5],
    ] as const) {
      ctx.beginPath();
      ctx.arc(x, y, 12, 0, 2 * Math.PI);
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        ctx.moveTo(x + dx * 5, y + dy * 5);
        ctx.lineTo(x + dx * 19, y + dy * 19);
      }
      ctx.strokeStyle = this.color(name);
      ctx.lineWidth = width;
      ctx.stroke();
    }
  }

  private drawSite(
    { ctx, zoom }: DrawContext,
    mark: MapSite,
    { x, y }: { x: number; y: number },
    space: LabelSpace,
  ): void {
    this.pictures.stamp(ctx, this.sitePicture(mark), { x, y });
    if (mark.id === this.selectedSiteId) this.ring(ctx, x, y);
    if (zoom < SITE_NAMES_FROM_ZOOM || !this.hasNames) return;
    ctx.textAlign = 'center';
    ctx.font = "500 11px 'Inter Variable', system-ui, sans-serif";
    ctx.textBaseline = 'top';
    const width = ctx.measureText(mark.name).width;
    if (space.take(x - width / 2, y + 10, width, 13))
      this.write(ctx, mark.name, x, y + 10, this.color('--map-place'));
  }

  private sitePicture({ kind, load }: MapSite): Picture {
    const draw = (ctx: CanvasRenderingContext2D): void => {
      ctx.beginPath();
      SITE_OUTLINES[kind](ctx);
      const isUsual = load === 'usual';
      ctx.fillStyle = this.color('--panel');
      ctx.strokeStyle = this.color(isUsual ? '--dim' : '--attention');
      ctx.lineWidth = isUsual ? 1.4 : 2;
      ctx.fill();
      ctx.stroke();
      if (kind === 'hospital') {
        ctx.textAlign = 'center';
        ctx.textBaseline = 'middle';
        ctx.font = "600 9.5px 'Inter Variable', system-ui, sans-serif";
        ctx.fillStyle = this.color('--dim');
        ctx.fillText('H', 0, 0.5);
      }
      if (load === 'diverting') this.strike(ctx);
    };
    return { name: `${kind}|${load}`, half: 14, draw };
  }

  /** A bar from corner to corner: nobody is brought there. */
  private strike(ctx: CanvasRenderingContext2D): void {
    for (const [name, width] of [
      ['--map-halo', 5],
      ['--attention', 2.2],
    ] as const) {
      ctx.beginPath();
      ctx.moveTo(-10, 10);
      ctx.lineTo(10, -10);
      ctx.strokeStyle = this.color(name);
      ctx.lineWidth = width;
      ctx.stroke();
    }
  }

  private ring(ctx: CanvasRenderingContext2D, x: number, y: number): void {
    ctx.beginPath();
    ctx.arc(x, y, 14, 0, 2 * Math.PI);
    ctx.strokeStyle = this.color('--accent');
    ctx.lineWidth = 2;
    ctx.stroke();
  }

  private write(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, color: string): void {
    ctx.lineJoin = 'round';
    ctx.lineWidth = 3;
    ctx.strokeStyle = this.color('--map-halo');
    ctx.strokeText(text, x, y);
    ctx.fillStyle = color;
    ctx.fillText(text, x, y);
  }
}

function shownFromZoom(mark: MapMark): number {
  if (mark.kind === 'incident' || mark.kind === 'pin') return 0;
  return mark.isMinor ? MINOR_SITES_FROM_ZOOM : SITES_FROM_ZOOM;
}

const sizeOf = (isSelected: boolean): number => (isSelected ? 17 : 15);

function diamond(ctx: CanvasRenderingContext2D, size: number): void {
  ctx.beginPath();
  ctx.moveTo(0, -size);
  ctx.lineTo(size, 0);
  ctx.lineTo(0, size);
  ctx.lineTo(-size, 0);
  ctx.closePath();
  ctx.lineJoin = 'round';
}

function square(ctx: CanvasRenderingContext2D): void {
  ctx.roundRect(-7, -7, 14, 14, 2.5);
}

/** A place to wait at, without a roof. */
function flag(ctx: CanvasRenderingContext2D): void {
  ctx.moveTo(-5, 7);
  ctx.lineTo(-5, -7);
  ctx.lineTo(6, -3);
  ctx.lineTo(-5, 1);
}

function house(ctx: CanvasRenderingContext2D): void {
  ctx.moveTo(0, -7);
  ctx.lineTo(7, -1);
  ctx.lineTo(7, 6);
  ctx.lineTo(-7, 6);
  ctx.lineTo(-7, -1);
  ctx.closePath();
}
