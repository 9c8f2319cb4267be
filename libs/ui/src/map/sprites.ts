import type { StatusShape } from '../status/status-style.ts';

export interface SpriteLook {
  readonly shape: StatusShape;
  readonly code: string;
  readonly color: string;
  /** Colour of the letters on a filled shape, and of the fill of a hollow one. */
  readonly ground: string;
  /** Drawn hollow with a dashed line: the position is not fresh. */
  readonly isDashed: boolean;
  /** Without letters, for the view of a whole region. */
  readonly isSmall: boolean;
}

const OUTLINES: Readonly<Record<StatusShape, (ctx: CanvasRenderingContext2D, r: number) => void>> = {
  disc: circle,
  hollowDisc: circle,
  diamond,
  hollowDiamond: diamond,
  square,
  hollowSquare: square,
  triangle,
};

function circle(ctx: CanvasRenderingContext2D, r: number): void {
  ctx.arc(0, 0, r, 0, 2 * Math.PI);
}

function diamond(ctx: CanvasRenderingContext2D, r: number): void {
  const d = r * 1.28;
  ctx.moveTo(0, -d);
  ctx.lineTo(d, 0);
  ctx.lineTo(0, d);
  ctx.lineTo(-d, 0);
  ctx.closePath();
}

function square(ctx: CanvasRenderingContext2D, r: number): void {
  const h = r * 0.92;
  ctx.roundRect(-h, -h, 2 * h, 2 * h, r * 0.2);
}

function triangle(ctx: CanvasRenderingContext2D, r: number): void {
  const h = r * 1.2;
  ctx.moveTo(-h * 0.86, -h * 1.06);
  ctx.lineTo(h * 1.16, 0);
  ctx.lineTo(-h * 0.86, h * 1.06);
  ctx.closePath();
}

const isHollow = (look: SpriteLook): boolean => look.isDashed || look.shape.startsWith('hollow');

function drawSprite(ctx: CanvasRenderingContext2D, look: SpriteLook): void {
  const r = look.isSmall ? 5.5 : 11;
  ctx.lineJoin = 'round';
  ctx.beginPath();
  OUTLINES[look.shape](ctx, r);
  // A rim in the ground's colour parts the sprite from roads and from its neighbours.
  ctx.strokeStyle = look.ground;
  ctx.lineWidth = look.isSmall ? 3 : 4;
  ctx.stroke();
  ctx.fillStyle = isHollow(look) ? look.ground : look.color;
  ctx.fill();
  if (isHollow(look)) {
    if (look.isDashed) ctx.setLineDash(look.isSmall ? [2, 2] : [3.2, 2.6]);
    ctx.strokeStyle = look.color;
    ctx.lineWidth = look.isSmall ? 1.6 : 2;
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (look.isSmall) return;
  ctx.fillStyle = isHollow(look) ? look.color : look.ground;
  ctx.font = `700 ${look.shape === 'triangle' ? 8.5 : 9.5}px 'Inter Variable', system-ui, sans-serif`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(look.code, look.shape === 'triangle' ? -1.5 : 0, 0.5);
}

const HALF = 20;

/** Pictures of all looks in use, each drawn once: the layer only copies them, 2,000 a frame. */
export class SpriteSheet {
  private readonly sprites = new Map<string, HTMLCanvasElement>();

  /** Forgets all pictures, for a change of theme or font. */
  clear(): void {
    this.sprites.clear();
  }

  /** Draws the look centred on a point. */
  stamp(ctx: CanvasRenderingContext2D, look: SpriteLook, x: number, y: number): void {
    const ratio = window.devicePixelRatio;
    const key = `${look.shape}|${look.code}|${look.color}|${look.isDashed}|${look.isSmall}|${ratio}`;
    let sprite = this.sprites.get(key);
    if (!sprite) {
      sprite = document.createElement('canvas');
      sprite.width = sprite.height = 2 * HALF * ratio;
      const spriteCtx = sprite.getContext('2d')!;
      spriteCtx.setTransform(ratio, 0, 0, ratio, HALF * ratio, HALF * ratio);
      drawSprite(spriteCtx, look);
      this.sprites.set(key, sprite);
    }
    ctx.drawImage(sprite, x - HALF, y - HALF, 2 * HALF, 2 * HALF);
  }
}

const LABEL_HEIGHT = 16;
/** Ages in labels change every second, so pictures of old ones would pile up. */
const MAX_LABELS = 3000;

/** Pictures of labels, each drawn once: writing text with a halo costs ten times the copy. */
export class LabelSheet {
  private readonly labels = new Map<string, HTMLCanvasElement>();

  constructor(
    private readonly font: string,
    private readonly letterPixels: number,
  ) {}

  clear(): void {
    this.labels.clear();
  }

  /** Width of a text in pixels; the font is of one width. */
  width(text: string): number {
    return text.length * this.letterPixels;
  }

  /** Writes a text centred on x with its top at y. */
  stamp(
    ctx: CanvasRenderingContext2D,
    text: string,
    color: string,
    halo: string,
    x: number,
    y: number,
  ): void {
    const ratio = window.devicePixelRatio;
    const key = `${text}|${color}|${ratio}`;
    const width = this.width(text) + 6;
    let label = this.labels.get(key);
    if (!label) {
      if (this.labels.size >= MAX_LABELS) this.labels.clear();
      label = document.createElement('canvas');
      label.width = Math.ceil(width * ratio);
      label.height = LABEL_HEIGHT * ratio;
      this.write(label.getContext('2d')!, text, color, halo, width);
      this.labels.set(key, label);
    }
    ctx.drawImage(label, x - width / 2, y, label.width / ratio, LABEL_HEIGHT);
  }

  private write(
    ctx: CanvasRenderingContext2D,
    text: string,
    color: string,
    halo: string,
    width: number,
  ): void {
    const ratio = window.devicePixelRatio;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.font = this.font;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'top';
    ctx.lineJoin = 'round';
    ctx.lineWidth = 3;
    ctx.strokeStyle = halo;
    ctx.strokeText(text, width / 2, 2);
    ctx.fillStyle = color;
    ctx.fillText(text, width / 2, 2);
  }
}

/** The small arrow outside the shape that shows where the vehicle heads. */
export function drawHeading(
  ctx: CanvasRenderingContext2D,
  at: { readonly x: number; readonly y: number },
  headingDegrees: number,
  color: string,
  isSmall: boolean,
): void {
  const reach = isSmall ? 8 : 15.5;
  const width = isSmall ? 3 : 4.5;
  ctx.save();
  ctx.translate(at.x, at.y);
  ctx.rotate((headingDegrees * Math.PI) / 180);
  ctx.beginPath();
  ctx.moveTo(0, -reach - width * 1.3);
  ctx.lineTo(width, -reach + 1);
  ctx.lineTo(-width, -reach + 1);
  ctx.closePath();
  ctx.fillStyle = color;
  ctx.fill();
  ctx.restore();
}
