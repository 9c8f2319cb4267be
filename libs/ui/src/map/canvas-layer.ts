import * as L from 'leaflet';

/** What a layer draws with: a canvas context in CSS pixels, and the place of a coordinate on it. */
export interface DrawContext {
  readonly ctx: CanvasRenderingContext2D;
  readonly zoom: number;
  readonly size: L.Point;
  readonly toPoint: (lon: number, lat: number) => { readonly x: number; readonly y: number };
}

const TILE_PIXELS = 256;
const RADIANS = Math.PI / 180;

/**
 * Web Mercator straight to pixels of the container. Leaflet's own `latLngToContainerPoint` makes five objects a call,
 * which was a third of the time of a frame of 500 units, and rounds, which makes slow vehicles tremble.
 */
function projector(map: L.Map): DrawContext['toPoint'] {
  const world = TILE_PIXELS * 2 ** map.getZoom();
  const origin = map.getPixelOrigin().subtract(map.layerPointToContainerPoint([0, 0]));
  return (lon, lat) => ({
    x: (lon / 360 + 0.5) * world - origin.x,
    y: (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * RADIANS) / 2)) / (2 * Math.PI)) * world - origin.y,
  });
}

// Leaflet's own renderers use the same unpublished function to keep vectors on the ground while a zoom is animated.
type MapInternals = L.Map & { _getNewPixelOrigin(center: L.LatLng, zoom: number): L.Point };

/**
 * A canvas over the whole view in a pane of its own. It is redrawn on each move and whenever `requestDraw` asks, and is
 * scaled about the same origin as the tiles while a zoom is animated, so what it shows never drifts off the streets.
 */
export abstract class CanvasLayer extends L.Layer {
  private readonly canvas = document.createElement('canvas');
  private readonly ctx = this.canvas.getContext('2d')!;
  private drawnCenter = L.latLng(0, 0);
  private drawnZoom = 0;
  private frame = 0;
  private isAsked = false;
  private isZooming = false;
  protected isShown = false;

  protected constructor(private readonly paneName: string) {
    super();
    this.canvas.className = 'leaflet-zoom-animated akut-canvas';
    this.canvas.setAttribute('aria-hidden', 'true');
  }

  /** Draws everything; true when something still moves and the next frame is wanted. */
  protected abstract draw(context: DrawContext, now: number): boolean;

  override onAdd(map: L.Map): this {
    map.getPane(this.paneName)!.appendChild(this.canvas);
    this.isShown = true;
    this.reset();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.isShown = false;
    this.canvas.remove();
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      move: () => {
        if (!this.isZooming) this.reset();
      },
      resize: () => this.reset(),
      viewreset: () => this.reset(),
      zoomstart: () => {
        this.isZooming = true;
      },
      zoomend: () => {
        this.isZooming = false;
        this.reset();
      },
      zoom: () => this.follow(this._map.getCenter(), this._map.getZoom()),
      zoomanim: (event: L.LeafletEvent) => {
        const { center, zoom } = event as L.ZoomAnimEvent;
        this.follow(center, zoom);
      },
    };
  }

  /** Asks for a redraw with the next animation frame; several asks make one. */
  requestDraw(): void {
    this.isAsked = true;
    this.schedule();
  }

  /** While something moves each frame looks whether it can be seen to have moved, and only then draws. */
  private schedule(): void {
    if (!this.isShown || this.frame !== 0) return;
    this.frame = requestAnimationFrame((now) => {
      this.frame = 0;
      if (this.isZooming) return;
      if (!this.isAsked && !this.isWorthDrawing(this.toPoint(), now)) this.schedule();
      else if (this.paint(now)) this.schedule();
    });
  }

  /** Asked between drawings while something moves: false when the picture would come out the same. */
  protected isWorthDrawing(_toPoint: DrawContext['toPoint'], _now: number): boolean {
    return true;
  }

  private toPoint(): DrawContext['toPoint'] {
    return projector(this._map);
  }

  private follow(center: L.LatLng, zoom: number): void {
    if (!this.isZooming) return;
    const map = this._map as MapInternals;
    const scale = map.getZoomScale(zoom, this.drawnZoom);
    const offset = map
      .getSize()
      .multiplyBy(-0.5 * scale)
      .add(map.project(this.drawnCenter, zoom))
      .subtract(map._getNewPixelOrigin(center, zoom));
    L.DomUtil.setTransform(this.canvas, offset, scale);
  }

  private reset(): void {
    const map = this._map;
    const size = map.getSize();
    const ratio = window.devicePixelRatio;
    const width = Math.round(size.x * ratio);
    const height = Math.round(size.y * ratio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.canvas.style.width = `${size.x}px`;
      this.canvas.style.height = `${size.y}px`;
    }
    this.drawnCenter = map.getCenter();
    this.drawnZoom = map.getZoom();
    L.DomUtil.setTransform(this.canvas, map.containerPointToLayerPoint([0, 0]), 1);
    this.onViewChange();
    if (this.paint(performance.now())) this.schedule();
  }

  /** Called when the view has moved or changed its size, before the drawing. */
  protected onViewChange(): void {
    // Most layers keep nothing that depends on the view.
  }

  private paint(now: number): boolean {
    this.isAsked = false;
    const map = this._map;
    const size = map.getSize();
    const ratio = window.devicePixelRatio;
    this.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.ctx.clearRect(0, 0, size.x, size.y);
    return this.draw(
      {
        ctx: this.ctx,
        zoom: map.getZoom(),
        size,
        toPoint: this.toPoint(),
      },
      now,
    );
  }
}
