import { bg as destinations } from '#contracts/destination-texts/bg.ts';
import type { PanelPack } from '../language-pack.ts';
import { panelsBg as panels } from '../panels/bg.ts';

export const pack: PanelPack = { panels, destinations };
