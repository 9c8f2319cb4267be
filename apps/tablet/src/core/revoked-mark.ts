const KEY = 'akut.tablet.revoked';

/** Remembers, once everything else is wiped, that this tablet was taken out of use. */
export const markRevoked = (): void => localStorage.setItem(KEY, '1');
export const wasRevoked = (): boolean => localStorage.getItem(KEY) !== null;
export const clearRevoked = (): void => localStorage.removeItem(KEY);
