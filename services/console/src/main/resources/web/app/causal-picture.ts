/** What the causality graph shows: events, their places, the links between them. */
import type * as api from './api';

export interface Node {
  event: api.EventData;
  /** Steps away from the chosen event: causes below 0, effects above. */
  depth: number;
}

export interface Picture {
  event: api.EventData | null;
  nodes: Map<string, Node>;
  edges: api.Edge[];
  roots: api.RootCauses;
  truncated: boolean;
}

/** More events than these can be neither drawn nor read; the nearest and the likeliest are kept. */
const MAX_NODES = 40;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function joined(
  id: string,
  event: api.EventData | null,
  causes: api.Graph,
  effects: api.Graph,
  roots: api.RootCauses,
): Picture {
  const nodes = new Map<string, Node>();
  const add = (e: api.EventData, depth: number) => {
    if (!nodes.has(e.id)) nodes.set(e.id, { event: e, depth });
  };
  const found = [
    ...(causes.nodes ?? []).map((node) => ({ event: node.event, depth: -(node.depth ?? 0) })),
    ...(effects.nodes ?? []).map((node) => ({ event: node.event, depth: node.depth ?? 0 })),
  ].sort((a, b) => Math.abs(a.depth) - Math.abs(b.depth));
  const chosen = event ?? found.find((node) => node.event.id === id)?.event ?? null;
  if (chosen) nodes.set(id, { event: chosen, depth: 0 });
  const ranked = roots.causes ?? [];
  for (const cause of ranked) {
    const chain = cause.chain ?? [];
    chain.forEach((link, i) => add(link.from, i - chain.length));
    if (chain.length === 0) add(cause.event, -1);
  }
  for (const node of found) {
    if (nodes.size >= MAX_NODES) break;
    add(node.event, node.depth);
  }
  const edges = new Map<string, api.Edge>();
  const chained = ranked.flatMap((cause) => (cause.chain ?? []).map((link) => link.edge));
  for (const edge of [...(causes.edges ?? []), ...(effects.edges ?? []), ...chained]) {
    const known = nodes.has(edge.cause_id) && nodes.has(edge.effect_id);
    if (known) edges.set(`${edge.cause_id} ${edge.effect_id} ${edge.basis}`, edge);
  }
  return {
    event: chosen,
    nodes,
    edges: [...edges.values()],
    roots: { causes: ranked.map((c) => ({ ...c, chain: c.chain ?? [] })), note: roots.note },
    truncated: Boolean(causes.truncated || effects.truncated) || found.some((node) => !nodes.has(node.event.id)),
  };
}

/** Whether no two events stand below each other. */
export function isLow(picture: Picture): boolean {
  const depths = [...picture.nodes.values()].map((node) => node.depth);
  return new Set(depths).size === depths.length;
}

const COLUMN = 150;
const ROW = 84;

/**
 * Depth from left to right; what has the same depth stands below each other by time. Columns of one
 * stand a little higher and lower in turn, so that their labels have room.
 */
export function layout(nodes: Node[]): Map<string, [number, number]> {
  const columns = new Map<number, Node[]>();
  for (const node of nodes) columns.set(node.depth, [...(columns.get(node.depth) ?? []), node]);
  const places = new Map<string, [number, number]>();
  for (const [depth, column] of columns) {
    column.sort((a, b) => a.event.timestamp_ms - b.event.timestamp_ms);
    const lift = depth % 2 === 0 ? -14 : 14;
    column.forEach((node, i) => places.set(node.event.id, [depth * COLUMN, lift + (i - (column.length - 1) / 2) * ROW]));
  }
  return places;
}

/**
 * Two unseen points that keep a margin around the graph and its scale where it is small. They span
 * the shape of the chart, height to width, because the chart stretches what has another.
 */
export function corners(places: [number, number][], shape: number) {
  const xs = places.map((p) => p[0]);
  const ys = places.map((p) => p[1]);
  const midX = (Math.min(...xs) + Math.max(...xs)) / 2;
  const midY = (Math.min(...ys) + Math.max(...ys)) / 2;
  const halfHeight = (Math.max(...ys) - Math.min(...ys)) / 2 + 60;
  const halfX = Math.max(340, (Math.max(...xs) - Math.min(...xs)) / 2 + 80, halfHeight / shape);
  const halfY = halfX * shape;
  return [-1, 1].map((side) => ({
    id: `corner ${side}`,
    x: midX + side * halfX,
    y: midY + side * halfY,
    symbol: 'none',
    label: { show: false },
    tooltip: { show: false },
  }));
}

export function isEventId(text: string): boolean {
  return UUID.test(text);
}

export function failed(event: api.EventData): boolean {
  return event.kind === 'error' || event.log_level === 'ERROR' || event.log_level === 'FATAL';
}

export function words(event: api.EventData): string {
  return event.message ?? (event.state_delta === undefined ? event.kind : JSON.stringify(event.state_delta));
}

export function short(component: string): string {
  return component.slice(component.lastIndexOf('/') + 1);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** The canvas does not break lines by itself. */
export function wrapped(text: string): string {
  return text
    .slice(0, 400)
    .split('\n')
    .map((line) => line.replace(/(.{60,80})\s/g, '$1\n'))
    .join('\n');
}
