import type { UnitView } from '#contracts';
import type { BoardStatus } from '#domain';
import { batch, signal } from '@preact/signals';
import { failureText } from '../../api/refusal-text.ts';
import type { ResponseOf } from '../../api/http.ts';
import type { LiveStore } from '../../live/live-store.ts';
import type { Session } from '../../session/session.ts';

type Place = readonly [lon: number, lat: number];
type Leg = ResponseOf<'travelTimes'>['legs'][number];

export interface NearUnit {
  readonly unitId: string;
  readonly travelSeconds: number;
  readonly distanceMeters: number;
}

const MOST_SHOWN = 8;
/** Those that are nowhere to be sent from. */
const NOT_THERE: ReadonlySet<BoardStatus> = new Set(['offDuty', 'outOfService']);

/** Units by road time, those without a way left out. */
export function rankNear(unitIds: readonly string[], legs: readonly Leg[]): NearUnit[] {
  return unitIds
    .flatMap((unitId, index): NearUnit[] => {
      const { travelSeconds = null, distanceMeters = null } = legs[index] ?? {};
      return travelSeconds === null || distanceMeters === null
        ? []
        : [{ unitId, travelSeconds, distanceMeters }];
    })
    .sort((a, b) => a.travelSeconds - b.travelSeconds)
    .slice(0, MOST_SHOWN);
}

/** Who is nearest to any place by road, whatever they do; nothing is recommended by it. */
export class Nearest {
  readonly place = signal<Place | undefined>(undefined);
  readonly units = signal<readonly NearUnit[]>([]);
  readonly state = signal<'loading' | 'ready' | 'failed'>('ready');
  readonly failure = signal('');
  private asking: AbortController | undefined;

  constructor(
    private readonly session: Session,
    private readonly store: LiveStore,
    private readonly region: { readonly id: string; readonly timeZone: string },
  ) {}

  async show(place: Place): Promise<void> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const known = this.listKnown();
    batch(() => {
      this.place.value = place;
      this.units.value = [];
      this.state.value = known.length === 0 ? 'ready' : 'loading';
    });
    if (known.length === 0) return;
    const answer = await this.session.call('travelTimes', {
      body: {
        regionId: this.region.id,
        sources: known.map(({ at: [lon, lat] }) => ({ lon, lat })),
        target: { lon: place[0], lat: place[1] },
      },
      signal: asking.signal,
    });
    if (asking.signal.aborted) return;
    batch(() => {
      const isOk = answer.kind === 'ok';
      const ids = known.map(({ unit }) => unit.id);
      this.units.value = isOk ? rankNear(ids, answer.value.legs) : [];
      this.state.value = isOk ? 'ready' : 'failed';
      this.failure.value = isOk ? '' : failureText(answer, this.region.timeZone);
    });
  }

  clear(): void {
    this.asking?.abort();
    this.place.value = undefined;
  }

  private listKnown(): { readonly unit: UnitView; readonly at: Place }[] {
    const now = performance.now();
    return this.store.listUnits().flatMap((unit) => {
      const at = NOT_THERE.has(unit.boardStatus) ? undefined : this.store.whereabouts(unit, now).place;
      return at ? [{ unit, at }] : [];
    });
  }
}
