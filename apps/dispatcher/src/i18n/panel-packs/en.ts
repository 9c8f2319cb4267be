import { en as destinations } from '#contracts/destination-texts/en.ts';
import type { PanelPack } from '../language-pack.ts';
import { panelsEn as panels } from '../panels/en.ts';

export const pack: PanelPack = { panels, destinations };
