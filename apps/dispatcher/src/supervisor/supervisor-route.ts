import { signal } from '@preact/signals';

const NAME = '#supervisor';
const read = (): boolean => location.hash === NAME;

/** Whether the supervisor's page lies over the desk. The address keeps it over a reload. */
export const isSupervisorShown = signal(false);
/** Whether the list of sectors is open. */
export const isSectorListShown = signal(false);

if (typeof window !== 'undefined') {
  isSupervisorShown.value = read();
  window.addEventListener('hashchange', () => (isSupervisorShown.value = read()));
}

export function toggleSupervisor(): void {
  if (isSupervisorShown.value) {
    // Without a hash there is nothing to go back to twice.
    history.pushState(null, '', location.pathname + location.search);
    isSupervisorShown.value = false;
  } else {
    location.hash = NAME;
    isSupervisorShown.value = true;
  }
}
