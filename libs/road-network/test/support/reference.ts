/**
 * Travel times by brute force, written without any part of the search: Bellman and Ford's relaxation over pairs of arcs
 * driven one after another, with each restriction looked up in its raw form.
 */
import type { ArcWeights } from '../../src/arc-weights.ts';
import type { RoadGraph } from '../../src/road-graph.ts';
import type { EdgePoint } from '../../src/travel-times.ts';

export interface ReferenceRules {
  readonly obeysTurnRestrictions: boolean;
  readonly canDrive: (arc: number) => boolean;
}

const tailOf = (graph: RoadGraph, arc: number): number => graph.arcHeads[arc ^ 1]!;

/** Whether driving a, b, c one after another is allowed (a = -1: nothing before b). Restrictions over at most one via way. */
export function isAllowed(graph: RoadGraph, rules: ReferenceRules, a: number, b: number, c: number): boolean {
  if (!rules.obeysTurnRestrictions) return true;
  const way = (arc: number): number => graph.wayIds[arc >> 1]!;
  const node = graph.nodeIds[graph.arcHeads[b]!];
  const leads = [...graph.arcHeads.keys()].filter(
    (arc) => tailOf(graph, arc) === graph.arcHeads[b] && rules.canDrive(arc),
  );
  const isLoop = graph.arcHeads[b] === tailOf(graph, b);
  if (c === (b ^ 1) && !isLoop && leads.some((arc) => arc !== c)) return false;
  for (const one of graph.turnRestrictions) {
    const isOnly = one.kind.startsWith('only_');
    const meansUTurn = one.kind.endsWith('u_turn');
    if (one.viaNode !== null) {
      if (way(b) !== one.fromWay || node !== one.viaNode) continue;
      const targets = leads.filter((arc) => way(arc) === one.toWay && (meansUTurn || arc !== (b ^ 1)));
      if (isOnly ? targets.length > 0 && !targets.includes(c) : targets.includes(c)) return false;
      continue;
    }
    const via = one.viaWays![0]!;
    const continuations = (first: number): number[] =>
      [...graph.arcHeads.keys()].filter(
        (arc) => tailOf(graph, arc) === graph.arcHeads[first] && rules.canDrive(arc) && arc !== (first ^ 1),
      );
    const chainOf = (from: number): [number, number][] =>
      continuations(from)
        .filter((arc) => way(arc) === via)
        .flatMap((arc) =>
          continuations(arc)
            .filter((last) => way(last) === one.toWay && last !== from)
            .map((last): [number, number] => [arc, last]),
        );
    if (way(b) === one.fromWay && isOnly) {
      const chains = chainOf(b);
      if (chains.length > 0 && !chains.some(([middle]) => middle === c)) return false;
    }
    if (a === -1 || way(a) !== one.fromWay) continue;
    const chains = chainOf(a).filter(([middle]) => middle === b);
    const isTarget = chains.some(([, last]) => last === c);
    if (isOnly ? chains.length > 0 && !isTarget : isTarget) return false;
  }
  return true;
}

/** Seconds from a point to a point; Infinity where there is no way. */
export function referenceSeconds(
  graph: RoadGraph,
  weights: ArcWeights,
  rules: ReferenceRules,
  source: EdgePoint,
  target: EdgePoint,
): number {
  const along = (point: EdgePoint, arc: number): number =>
    arc % 2 === 0 ? point.fraction : 1 - point.fraction;
  const arcs = [...graph.arcHeads.keys()].filter((arc) => weights[arc]! < Infinity);
  let best = Infinity;
  for (const arc of arcs) {
    if (arc >> 1 !== source.edge || arc >> 1 !== target.edge) continue;
    const share = along(target, arc) - along(source, arc);
    if (share >= 0) best = Math.min(best, share * weights[arc]!);
  }
  // Seconds until the end of `b`, having driven `a` before it.
  const seconds = new Map<string, [number, number, number]>();
  for (const arc of arcs) {
    if (arc >> 1 === source.edge)
      seconds.set(`-1,${arc}`, [-1, arc, (1 - along(source, arc)) * weights[arc]!]);
  }
  for (let changed = true; changed;) {
    changed = false;
    for (const [a, b, reached] of [...seconds.values()]) {
      for (const c of arcs) {
        if (tailOf(graph, c) !== graph.arcHeads[b] || !isAllowed(graph, rules, a, b, c)) continue;
        if (c >> 1 === target.edge) best = Math.min(best, reached + along(target, c) * weights[c]!);
        const known = seconds.get(`${b},${c}`);
        if (known && known[2] <= reached + weights[c]!) continue;
        seconds.set(`${b},${c}`, [b, c, reached + weights[c]!]);
        changed = true;
      }
    }
  }
  return best;
}
