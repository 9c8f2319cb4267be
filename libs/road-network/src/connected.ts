import type { SearchGraph } from './search-graph.ts';

/**
 * Numbers the strongly connected parts of the states (Tarjan's method, without recursion); returns the part of each
 * state and the number of states in each part.
 */
function findParts({ stateCount, out }: SearchGraph): { partOf: Int32Array; sizes: number[] } {
  const order = new Int32Array(stateCount).fill(-1);
  const low = new Int32Array(stateCount);
  const partOf = new Int32Array(stateCount).fill(-1);
  const next = out.offsets.slice(0, stateCount);
  const open: number[] = [];
  const path: number[] = [];
  const sizes: number[] = [];
  let visited = 0;
  const enter = (state: number): void => {
    order[state] = low[state] = visited++;
    open.push(state);
    path.push(state);
  };
  const leave = (state: number): void => {
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[state]!);
    if (low[state] !== order[state]) return;
    let size = 0;
    for (let member = -1; member !== state; size++) {
      member = open.pop()!;
      partOf[member] = sizes.length;
    }
    sizes.push(size);
  };
  for (let root = 0; root < stateCount; root++) {
    if (order[root] !== -1) continue;
    enter(root);
    while (path.length > 0) {
      const state = path.at(-1)!;
      if (next[state] === out.offsets[state + 1]) leave(state);
      else {
        const reached = out.states[next[state]!++]!;
        if (order[reached] === -1) enter(reached);
        else if (partOf[reached] === -1) low[state] = Math.min(low[state]!, order[reached]!);
      }
    }
  }
  return { partOf, sizes };
}

/**
 * Marks the edges that belong to the largest part of the network, within which every place can be reached from every
 * other. Snapping to them only means that a place next to a cut-off car park or a one-way with no way back is taken to
 * the road beside it, and never has "no road".
 */
export function markConnectedEdges(search: SearchGraph): Uint8Array {
  const { partOf, sizes } = findParts(search);
  const largest = sizes.indexOf(sizes.reduce((a, b) => Math.max(a, b), 0));
  const marks = new Uint8Array(search.graph.edgeCount);
  for (let state = 0; state < search.stateCount; state++) {
    if (partOf[state] !== largest) continue;
    for (let k = search.out.offsets[state]!; k < search.out.offsets[state + 1]!; k++) {
      const arc = search.out.arcs[k]!;
      if (partOf[search.out.states[k]!] === largest && partOf[search.arcStates[arc]!] === largest)
        marks[arc >> 1] = 1;
    }
  }
  return marks;
}
