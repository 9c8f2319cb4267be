/** What an event of a device is to the server, by its number alone. */
export type Admission = 'next' | 'repeat' | 'gap';

/** Events count from 1 in each epoch and are taken strictly one after the other; a later one is sent again after the gap. */
export function admitSeq(storedSeq: number, deviceSeq: number): Admission {
  if (deviceSeq <= storedSeq) return 'repeat';
  return deviceSeq === storedSeq + 1 ? 'next' : 'gap';
}
