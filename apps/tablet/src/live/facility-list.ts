import type { ResponseOf } from '../api/tablet-http.ts';
import type { Tablet } from '../core/tablet.ts';

export type Facility = ResponseOf<'listTabletFacilities'>['facilities'][number];

/** The facilities as the server has them; without an answer those kept from the last time. Undefined when there are none. */
export async function listFacilities(tablet: Tablet): Promise<readonly Facility[] | undefined> {
  const answer = await tablet.device.request('listTabletFacilities');
  if (answer.kind !== 'ok') return tablet.kept<readonly Facility[]>('facilities');
  await tablet.keep('facilities', answer.value.facilities);
  return answer.value.facilities;
}
