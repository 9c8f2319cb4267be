import { formatAge, STATUS_STYLES, tokenColor } from '#ui';
import { CanvasLayer, type DrawContext } from '#ui/map/canvas-layer.ts';
import { type MapScene, type OwnPosition, STALE_SECONDS } from './scene.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

const TURN = Math.PI / 180;
const SANS = "'Inter Variable', system-ui, sans-serif";
const MONO = "'JetBrains Mono Variable', ui-monospace, monospace";
const METERS_PER_PIXEL_AT_0 = 156_543.03;
const COLORS = [
  '--accent', '--alarm', '--attention', '--attention-text', '--dim', '--map-halo', '--on-accent', '--panel', '--text',
  '--status-available', '--status-enroute', '--status-onscene', '--status-transport', '--status-off',
] as const; // prettier-ignore

/** The run on one canvas: closures, way, places, other units, and the vehicle itself above all. */
export class SceneLayer extends CanvasLayer {
  private scene: MapScene = {};
  private own: OwnPosition | undefined;
  private nowMs = 0;
  /** How far the whole map is turned; texts are turned back. */
  private turnedDegrees = 0;
  private colors = new Map<string, string>();

  constructor(paneName: string) {
    super(paneName);
    this.refreshColors();
  }

  refreshColors(): void {
    for (const name of COLORS) this.colors.set(name, tokenColor(name));
    this.requestDraw();
  }

  show(scene: MapScene, own: OwnPosition | undefined, nowMs: number): void {
    [this.scene, this.own, this.nowMs] = [scene, own, nowMs];
    this.requestDraw();
  }

  turn(degrees: number): void {
    this.turnedDegrees = degrees;
    this.requestDraw();
  }

  protected override draw(context: DrawContext): boolean {
    const { closures = [], route, incident, destination, chosen, others = [] } = this.scene;
    if (route) this.drawRoute(context, route.coordinates);
    for (const { coordinates } of closures) for (const line of coordinates) this.drawClosure(context, line);
    if (destination) this.drawDestination(context, destination);
    if (chosen) this.drawChosen(context, chosen);
    if (incident) this.drawIncident(context, incident);
    for (const other of others) this.drawOther(context, other);
    if (this.own) this.drawOwn(context, this.own);
    return false;
  }

  private color(name: string): string {
    return this.colors.get(name) ?? '';
  }

  /** Draws at a place, upright on the screen. */
  private upright(
    { ctx, toPoint }: DrawContext,
    { lon, lat }: { lon: number; lat: number },
    draw: () => void,
  ): void {
    const { x, y } = toPoint(lon, lat);
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(-this.turnedDegrees * TURN);
    draw();
    ctx.restore();
  }

  private tracePath(
    { ctx, toPoint }: DrawContext,
    coordinates: readonly (readonly [number, number])[],
  ): void {
    ctx.beginPath();
    coordinates.forEach(([lon, lat], index) => {
      const { x, y } = toPoint(lon, lat);
      if (index === 0) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    });
  }

  private drawRoute(context: DrawContext, coordinates: readonly (readonly [number, number])[]): void {
    const { ctx } = context;
    ctx.lineCap = ctx.lineJoin = 'round';
    for (const [name, width] of [
      ['--map-halo', 15],
      ['--accent', 10],
    ] as const) {
      // prettier-ignore
      this.tracePath(context, coordinates);
      ctx.strokeStyle = this.color(name);
      ctx.lineWidth = width;
      ctx.stroke();
    }
  }

  /** Amber with dark bars across, as a barrier: not to be taken for the route. */
  private drawClosure(context: DrawContext, coordinates: readonly (readonly [number, number])[]): void {
    const { ctx } = context;
    ctx.lineCap = 'butt';
    ctx.lineJoin = 'round';
    for (const [name, width, dash] of [
      ['--map-halo', 12, []],
      ['--attention', 8, []],
      ['--map-halo', 8, [5, 9]],
    ] as const) {
      // prettier-ignore
      this.tracePath(context, coordinates);
      ctx.setLineDash([...dash]);
      ctx.strokeStyle = this.color(name);
      ctx.lineWidth = width;
      ctx.stroke();
    }
    ctx.setLineDash([]);
  }

  private write(ctx: CanvasRenderingContext2D, text: string, at: Point, color: string, font: string): void {
    ctx.font = font;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.lineWidth = 5;
    ctx.lineJoin = 'round';
    ctx.strokeStyle = this.color('--map-halo');
    ctx.strokeText(text, at.x, at.y);
    ctx.fillStyle = color;
    ctx.fillText(text, at.x, at.y);
  }

  /** Outline, filled or hollow, with a halo that parts it from the streets. */
  private stamp(ctx: CanvasRenderingContext2D, outline: Path2D, color: string, isHollow: boolean): void {
    ctx.lineJoin = 'round';
    ctx.strokeStyle = this.color('--map-halo');
    ctx.lineWidth = 8;
    ctx.stroke(outline);
    ctx.fillStyle = isHollow ? this.color('--panel') : color;
    ctx.fill(outline);
    ctx.strokeStyle = color;
    ctx.lineWidth = 3;
    ctx.stroke(outline);
  }

  private drawIncident(context: DrawContext, incident: NonNullable<MapScene['incident']>): void {
    const { ctx } = context;
    this.upright(context, incident, () => {
      const isUrgent = incident.priority === 1;
      const color = this.color('--text');
      this.stamp(ctx, diamond(25), color, !isUrgent);
      ctx.font = `700 24px ${SANS}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillStyle = isUrgent ? this.color('--panel') : color;
      ctx.fillText(String(incident.priority), 0, 1);
    });
  }

  private drawDestination(context: DrawContext, place: NonNullable<MapScene['destination']>): void {
    const { ctx } = context;
    this.upright(context, place, () => {
      this.stamp(ctx, square(19), this.color('--text'), true);
      ctx.font = `700 24px ${SANS}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillStyle = this.color('--text');
      ctx.fillText('H', 0, 1);
      this.write(ctx, place.name, { x: 0, y: 38 }, this.color('--text'), `600 18px ${SANS}`);
    });
  }

  private drawChosen(context: DrawContext, place: NonNullable<MapScene['chosen']>): void {
    const { ctx } = context;
    this.upright(context, place, () => {
      this.stamp(ctx, drop(), this.color('--accent'), false);
      this.write(ctx, place.label, { x: 0, y: 22 }, this.color('--text'), `600 18px ${SANS}`);
    });
  }

  private drawOther(context: DrawContext, unit: NonNullable<MapScene['others']>[number]): void {
    const { ctx } = context;
    const isStale = unit.ageSeconds > 60;
    const { code, color: name } = STATUS_STYLES[unit.status];
    this.upright(context, unit, () => {
      ctx.setLineDash(isStale ? [5, 4] : []);
      this.stamp(ctx, disc(18), this.color(name), true);
      ctx.setLineDash([]);
      ctx.font = `700 16px ${SANS}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillStyle = this.color('--text');
      ctx.fillText(code, 0, 1);
      const label = isStale ? `${unit.callSign} ${formatAge(unit.ageSeconds)}` : unit.callSign;
      this.write(
        ctx,
        label,
        { x: 0, y: 33 },
        this.color(isStale ? '--attention-text' : '--text'),
        `600 18px ${MONO}`,
      );
    });
  }

  /** Hollow, dashed and with its age when it is not where the vehicle is now. */
  private drawOwn(context: DrawContext, own: OwnPosition): void {
    const { ctx, toPoint, zoom } = context;
    const ageSeconds = (this.nowMs - own.atMs) / 1000;
    const isStale = ageSeconds > STALE_SECONDS;
    const color = this.color('--status-available');
    const { x, y } = toPoint(own.lon, own.lat);
    const metersPerPixel = (METERS_PER_PIXEL_AT_0 * Math.cos(own.lat * TURN)) / 2 ** zoom;
    const accuracyPixels = (own.accuracyMeters ?? 0) / metersPerPixel;
    if (accuracyPixels > 24) this.drawAccuracy(ctx, { x, y }, accuracyPixels, color);
    ctx.save();
    ctx.translate(x, y);
    if (own.headingDegrees !== null) ctx.rotate(own.headingDegrees * TURN);
    ctx.setLineDash(isStale ? [6, 4] : []);
    this.stamp(ctx, own.headingDegrees === null ? disc(15) : arrow(), color, isStale);
    ctx.restore();
    if (!isStale) return;
    const font = `600 18px ${MONO}`;
    this.upright(context, own, () =>
      this.write(ctx, formatAge(ageSeconds), { x: 0, y: 38 }, this.color('--attention-text'), font),
    );
  }

  private drawAccuracy(ctx: CanvasRenderingContext2D, { x, y }: Point, radius: number, color: string): void {
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.globalAlpha = 0.14;
    ctx.fillStyle = color;
    ctx.fill();
    ctx.globalAlpha = 0.7;
    ctx.strokeStyle = color;
    ctx.lineWidth = 1.5;
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
}

const diamond = (size: number): Path2D => new Path2D(`M0 ${-size}L${size} 0L0 ${size}L${-size} 0Z`);
const square = (half: number): Path2D => new Path2D(`M${-half} ${-half}H${half}V${half}H${-half}Z`);
const disc = (radius: number): Path2D =>
  new Path2D(`M${-radius} 0A${radius} ${radius} 0 1 1 ${radius} 0A${radius} ${radius} 0 1 1 ${-radius} 0Z`);
/** Points up, where north is. */
const arrow = (): Path2D => new Path2D('M0 -24L17 19L0 10L-17 19Z');
const drop = (): Path2D => new Path2D('M0 0L-13 -20A16 16 0 1 1 13 -20Z');
