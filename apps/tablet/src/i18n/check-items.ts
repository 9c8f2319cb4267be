import { VEHICLE_CHECK_KEYS } from '#domain/tablet/vehicle-check-list.ts';
import { t } from './text.ts';

/** The name of an item of a vehicle's check list; one that this version does not know is shown by its key. */
export function checkItemText(key: string): string {
  const known = VEHICLE_CHECK_KEYS.find((one) => one === key);
  return known ? t(`item.${known}`) : key;
}
