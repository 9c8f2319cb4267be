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
  /** Where the vehicle heads; null draws no arrow. */
  readonly headingDegrees: number | null;
}

/** Pictures with an arrow exist for so many headings; turns in between are not seen. */
export const HEADING_STEP_DEGREES = 10;

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

/** Half the side of a picture: no larger than what it shows, because every pixel is copied in each frame. */
function halfOf({ isSmall, headingDegrees }: SpriteLook): number {
  if (headingDegrees === null) return isSmall ? 9 : 17;
  return isSmall ? 13 : 22;
}

/** Statuses, headings and sizes in use make some hundreds. */
const MAX_PICTURES = 1200;

/**
 * Pictures of all looks in use, each drawn once: layers only copy them, 2,000 a frame. They are copied to whole device pixels,
 * because between them each copy is computed anew point by point: drawn in software, that was nine tenths of a frame.
 */
export class PictureSheet {
  private readonly pictures = new Map<string, HTMLCanvasElement>();

  /** Forgets all pictures, for a change of theme or font. */
  clear(): void {
    this.pictures.clear();
  }

  /** Copies the picture of a name centred on a point; one not seen before is drawn, around the origin. */
  stamp(
    ctx: CanvasRenderingContext2D,
    { name, half, draw }: Picture,
    { x, y }: { readonly x: number; readonly y: number },
  ): void {
    const ratio = window.devicePixelRatio;
    const key = `${name}|${ratio}`;
    let picture = this.pictures.get(key);
    if (!picture) {
      if (this.pictures.size >= MAX_PICTURES) this.pictures.clear();
      picture = document.createElement('canvas');
      picture.width = picture.height = Math.ceil(2 * half * ratio);
      const pictureCtx = picture.getContext('2d')!;
      pictureCtx.setTransform(ratio, 0, 0, ratio, half * ratio, half * ratio);
      draw(pictureCtx);
      this.pictures.set(key, picture);
    }
    stampAt(ctx, picture, x - half, y - half, ratio);
  }
}

export interface Picture {
  readonly name: string;
  /** Half its side in CSS pixels. */
  readonly half: number;
  readonly draw: (ctx: CanvasRenderingContext2D) => void;
}

/** The picture of a unit's look. */
export function spriteOf(look: SpriteLook): Picture {
  const { shape, code, color, isDashed, isSmall, headingDegrees } = look;
  const step = HEADING_STEP_DEGREES;
  const turn = headingDegrees === null ? null : (Math.round(headingDegrees / step) * step) % 360;
  return {
    name: `${shape}|${code}|${color}|${isDashed}|${isSmall}|${turn}`,
    half: halfOf(look),
    draw: (ctx) => {
      if (turn !== null) drawHeading(ctx, turn, color, isSmall);
      drawSprite(ctx, look);
    },
  };
}

/** Copies a picture with its corner at the nearest device pixel, point for point. */
function stampAt(
  ctx: CanvasRenderingContext2D,
  picture: HTMLCanvasElement,
  left: number,
  top: number,
  ratio: number,
): void {
  const { width, height } = picture;
  ctx.drawImage(
    picture,
    Math.round(left * ratio) / ratio,
    Math.round(top * ratio) / ratio,
    width / ratio,
    height / ratio,
  );
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
      label.height = Math.ceil(LABEL_HEIGHT * ratio);
      this.write(label.getContext('2d')!, text, color, halo, width);
      this.labels.set(key, label);
    }
    stampAt(ctx, label, x - width / 2, y, ratio);
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

/** The small arrow outside the shape that shows where the vehicle heads, around the origin. */
function drawHeading(
  ctx: CanvasRenderingContext2D,
  headingDegrees: number,
  color: string,
  isSmall: boolean,
): void {
  const reach = isSmall ? 8 : 15.5;
  const width = isSmall ? 3 : 4.5;
  ctx.save();
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
