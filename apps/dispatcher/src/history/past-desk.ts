import type { Outbox } from '../api/outbox.ts';
import { Desk } from '../desk/desk.ts';
import { PastOutbox } from './past-outbox.ts';

/**
 * A desk that shows the past: the same zones draw it. It is never connected, so it takes no commands; its clock stands
 * where the slider is.
 */
export class PastDesk extends Desk {
  override readonly isPast: boolean = true;
  override readonly outbox: Outbox = new PastOutbox(this.session);

  constructor(live: Desk) {
    super(live.session, live.user, live.region, live.regions);
    this.stations.value = live.stations.peek();
    this.facilities.value = live.facilities.peek();
    this.mapCenter.value = live.mapCenter.peek();
    this.selectedIncidentId.value = live.selectedIncidentId.peek();
    this.statusFilter.value = live.statusFilter.peek();
    this.textFilter.value = live.textFilter.peek();
  }
}
