import type { ResponsePlanView } from '#contracts';
import type { Editable, PolicyEdit } from './use-policy.ts';

export type Plan = ResponsePlanView['plan'];
export type Entry = Editable<Plan>['entries'][number];
export type Slot = Entry['slots'][number];
export type Edit = PolicyEdit<Plan>;

export const newSlot = (): Slot => ({ slot: 'any', capabilities: [], count: 1 });
