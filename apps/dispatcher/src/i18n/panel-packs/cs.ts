import { cs as destinations } from '#contracts/destination-texts/cs.ts';
import type { PanelPack } from '../language-pack.ts';
import { panelsCs as panels } from '../panels/cs.ts';

export const pack: PanelPack = { panels, destinations };
