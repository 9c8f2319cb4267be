/** How often a desk says again what it has open; */
export const PRESENCE_REPEAT_MS = 3000;
/** and after how long without it nobody believes it any more. */
export const PRESENCE_LOST_MS = 8000;
