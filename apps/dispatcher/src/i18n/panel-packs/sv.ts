import { sv as destinations } from '#contracts/destination-texts/sv.ts';
import type { PanelPack } from '../language-pack.ts';
import { panelsSv as panels } from '../panels/sv.ts';

export const pack: PanelPack = { panels, destinations };
