import { computed, signal } from '@preact/signals';
import type { StampedValues } from './shared-values.ts';
import { hashOfZone, ZONES, type Zone } from './zones.ts';

export type WindowMessage =
  /** A window has come and asks what the others show. */
  | { readonly kind: 'hello'; readonly regionId: string }
  | { readonly kind: 'values'; readonly values: StampedValues }
  /** The desk asks which zones have windows. */
  | { readonly kind: 'who'; readonly regionId: string }
  | { readonly kind: 'here'; readonly zone: Zone }
  | { readonly kind: 'gone'; readonly zone: Zone }
  | { readonly kind: 'close'; readonly zone: Zone };

/** The part of a BroadcastChannel that is used; it gives nothing back to the window that posts. */
export interface WindowPort {
  post(message: WindowMessage): void;
  listen(listener: (message: WindowMessage) => void): void;
  close(): void;
}

export interface WindowGroupParts {
  readonly port: WindowPort;
  /** The zone this window was opened for; undefined for the desk itself. */
  readonly ownZone: Zone | undefined;
  readonly regionId: string;
  /** Opens a window; false when the browser did not let it. */
  readonly open: (zone: Zone, url: string) => boolean;
  readonly closeSelf: () => void;
  readonly reload: () => void;
  readonly remember: (zones: readonly Zone[]) => void;
  /** Zones that had windows when the desk was last shown. */
  readonly remembered: readonly Zone[];
}

const ASK_MS = 2000;
/** Windows answer at once, also when they are hidden; one that does not is gone. */
const GONE_AFTER_MS = 5000;
/** A window that says good-bye may only be loading anew. */
const RELOAD_MS = 1000;
/** A new window has to load before it can answer. */
const OPENING_MS = 15_000;

/** Which zones stand in windows of their own. A window that closes or dies gives its zone back to the desk. */
export class WindowGroup {
  private readonly elsewhere = signal<ReadonlySet<Zone>>(new Set());
  /** The zones that this window shows. */
  readonly shown = computed((): readonly Zone[] => {
    const { ownZone } = this.parts;
    return ownZone ? [ownZone] : ZONES.filter((zone) => !this.elsewhere.value.has(zone));
  });
  readonly away = computed(() => [...this.elsewhere.value]);
  private readonly goneAt = new Map<Zone, number>();
  private timer: ReturnType<typeof setInterval> | undefined;
  /** Set by who shares values with the other windows. */
  onValues: (values: StampedValues) => void = () => undefined;
  onNewcomer: () => void = () => undefined;

  constructor(private readonly parts: WindowGroupParts) {}

  get ownZone(): Zone | undefined {
    return this.parts.ownZone;
  }

  start(now = performance.now()): void {
    const { port, regionId, ownZone, remembered } = this.parts;
    port.listen((message) => this.take(message));
    if (!ownZone) {
      for (const zone of remembered) this.goneAt.set(zone, now + GONE_AFTER_MS);
      this.show();
      this.timer = setInterval(() => this.ask(), ASK_MS);
      this.ask();
    } else port.post({ kind: 'here', zone: ownZone });
    port.post({ kind: 'hello', regionId });
  }

  stop(): void {
    clearInterval(this.timer);
    this.parts.port.close();
  }

  /** To be called when this window is being closed or loaded anew. */
  leave(): void {
    const { port, ownZone } = this.parts;
    if (ownZone) port.post({ kind: 'gone', zone: ownZone });
  }

  post(values: StampedValues): void {
    this.parts.port.post({ kind: 'values', values });
  }

  /** Gives a zone its own window; false when the browser did not let it, or when it would leave the desk empty. */
  open(zone: Zone): boolean {
    if (!this.parts.open(zone, `${location.pathname}${hashOfZone(zone)}`)) return false;
    this.expect(zone, OPENING_MS);
    return true;
  }

  /** Takes a zone back from its window; in that window: closes it. */
  bringBack(zone: Zone): void {
    if (this.parts.ownZone === zone) return this.parts.closeSelf();
    this.parts.port.post({ kind: 'close', zone });
    this.goneAt.delete(zone);
    this.show();
  }

  /** Forgets windows that did not answer; asks the others. */
  ask(now = performance.now()): void {
    for (const [zone, at] of this.goneAt) if (at < now) this.goneAt.delete(zone);
    this.show();
    this.parts.port.post({ kind: 'who', regionId: this.parts.regionId });
  }

  private take(message: WindowMessage): void {
    const { ownZone, port, regionId } = this.parts;
    switch (message.kind) {
      case 'values':
        return this.onValues(message.values);
      case 'hello':
        return this.onNewcomer();
      case 'who':
        if (!ownZone) return;
        // The desk has changed to another region, which this machine keeps: the window follows.
        if (message.regionId !== regionId) this.parts.reload();
        else port.post({ kind: 'here', zone: ownZone });
        return;
      case 'here':
        return this.expect(message.zone, GONE_AFTER_MS);
      case 'gone':
        if (!ownZone) setTimeout(() => this.ask(), RELOAD_MS + 50);
        return this.expect(message.zone, RELOAD_MS);
      case 'close':
        if (ownZone === message.zone) this.parts.closeSelf();
    }
  }

  private expect(zone: Zone, milliseconds: number): void {
    if (this.parts.ownZone) return;
    this.goneAt.set(zone, performance.now() + milliseconds);
    this.show();
  }

  private show(): void {
    const zones = [...this.goneAt.keys()].sort();
    if (zones.join() === [...this.elsewhere.peek()].sort().join()) return;
    this.elsewhere.value = new Set(zones);
    this.parts.remember(zones);
  }
}
