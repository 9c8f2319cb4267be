/**
 * The largest strongly connected component of a directed graph.
 * Tarjan's algorithm without recursion (R. Tarjan, "Depth-first search and linear graph algorithms", 1972).
 * @param nodeCount nodes are 0 .. nodeCount - 1
 * @param from,to arcs, equally long
 * @returns 1 for every node of the component, else 0
 */
export function findLargestComponent(nodeCount: number, from: Int32Array, to: Int32Array): Uint8Array {
  const { first, heads } = buildAdjacency(nodeCount, from, to);
  const order = new Int32Array(nodeCount).fill(-1);
  const low = new Int32Array(nodeCount);
  const component = new Int32Array(nodeCount).fill(-1);
  const next = first.slice(0, nodeCount);
  const open: number[] = [];
  const path: number[] = [];
  const sizes: number[] = [];
  let counter = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (order[root] !== -1) continue;
    path.push(root);
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      if (order[node] === -1) {
        order[node] = low[node] = counter++;
        open.push(node);
      }
      if (next[node]! < first[node + 1]!) {
        const head = heads[next[node]!]!;
        next[node]! += 1;
        if (order[head] === -1) path.push(head);
        else if (component[head] === -1) low[node] = Math.min(low[node]!, order[head]!);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
      if (low[node] === order[node]) sizes.push(closeComponent(node, open, component, sizes.length));
    }
  }
  const largest = sizes.indexOf(sizes.reduce((best, size) => Math.max(best, size), 0));
  return Uint8Array.from(component, (id) => (id === largest ? 1 : 0));
}

function buildAdjacency(nodeCount: number, from: Int32Array, to: Int32Array) {
  const first = new Int32Array(nodeCount + 1);
  for (const node of from) first[node + 1]! += 1;
  for (let i = 0; i < nodeCount; i++) first[i + 1]! += first[i]!;
  const fill = first.slice();
  const heads = new Int32Array(from.length);
  for (let arc = 0; arc < from.length; arc++) {
    heads[fill[from[arc]!]!] = to[arc]!;
    fill[from[arc]!]! += 1;
  }
  return { first, heads };
}

function closeComponent(root: number, open: number[], component: Int32Array, id: number): number {
  let size = 0;
  for (;;) {
    const node = open.pop()!;
    component[node] = id;
    size++;
    if (node === root) return size;
  }
}
