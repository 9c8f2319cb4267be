import type { IncidentView, SectorView } from '#contracts';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { LiveStore } from '../live/live-store.ts';

const KEY = 'akut.onlyOwnSectors';

/** Whether an incident stays in sight of a desk that looks at its own sectors: only what another desk answers for goes. */
export function isInSight(
  incident: Pick<IncidentView, 'sectorId'>,
  sectors: ReadonlyMap<string, SectorView>,
  userId: string,
): boolean {
  const holder = incident.sectorId ? sectors.get(incident.sectorId)?.holder : undefined;
  return !holder || holder.userId === userId || !holder.isSignedIn;
}

/** Which sectors this desk holds, and whether it looks at them alone. */
export class OwnSectors {
  readonly all: ReadonlySignal<readonly SectorView[]>;
  readonly mine: ReadonlySignal<readonly SectorView[]>;
  readonly isFiltering = signal(localStorage.getItem(KEY) === '1');

  constructor(
    private readonly store: LiveStore,
    private readonly userId: string,
  ) {
    this.all = computed(() => {
      const sectors = [...store.lists.value.sectors.values()];
      return sectors.sort((a, b) => a.name.localeCompare(b.name));
    });
    this.mine = computed(() => this.all.value.filter(({ holder }) => holder?.userId === userId));
  }

  filter(isOn: boolean): void {
    localStorage.setItem(KEY, isOn ? '1' : '0');
    this.isFiltering.value = isOn;
  }

  /** The incidents that the stack shows. A desk that holds nothing sees all. */
  shown(incidents: readonly IncidentView[]): readonly IncidentView[] {
    if (!this.isFiltering.value || this.mine.value.length === 0) return incidents;
    const { sectors } = this.store.lists.value;
    return incidents.filter((incident) => isInSight(incident, sectors, this.userId));
  }
}
