/** Every call to the server, and the shapes of what it answers. */
import type { Json } from './diff';

export interface EventData {
  id: string;
  world: string;
  global_seq?: number;
  timestamp_ms: number;
  component_id: string;
  kind: string;
  log_level?: string;
  message?: string;
  state_delta?: Json;
  request_id?: string;
  session_id?: string;
  trace_id?: string;
  attributes?: Record<string, string>;
  metrics?: Record<string, number>;
}

export interface Anomaly {
  id: string;
  component_id: string;
  metric: string;
  value: number;
  expected_low: number;
  expected_high: number;
  start_ms: number;
  end_ms: number;
  detail: string;
}

export interface Edge {
  cause_id: string;
  effect_id: string;
  basis: string;
  confidence: number;
  reason: string;
}

export interface Graph {
  nodes: { event: EventData; depth: number; stopped_here?: boolean }[];
  edges: Edge[];
  truncated?: boolean;
}

export interface RootCauses {
  causes: {
    event: EventData;
    component_id: string;
    score: number;
    reason: string;
    chain: { edge: Edge; from: EventData; to: EventData }[];
  }[];
  note?: string;
}

export interface Session {
  session_id: string;
  first_ms: number;
  last_ms: number;
  events: number;
  errors: number;
  component_ids: string[];
}

export interface Frame {
  index: number;
  total: number;
  at_ms: number;
  states: { component_id: string; state: Json | undefined; changed: string[]; simulated?: boolean }[];
  messages: { from: string; to: string; basis: string; at_ms: number; payload?: string }[];
  events: EventData[];
  departures: { kind: string; component_id: string; path: string; at_ms: number; text: string }[];
  notes: string[];
}

export interface ComponentState {
  component_id: string;
  state: Json | undefined;
  /** Whether the component had said anything by then. */
  observed: boolean;
  newest_ms?: number;
  events_used?: number;
  note?: string;
}

export interface ServiceHealth {
  services: string[];
  address: string;
  status: string;
  checks?: { name: string; status: string; data?: Record<string, Json> }[];
  detail?: string;
}

export type Row = Record<string, Json>;

/** What an answer says of its own completeness; members beyond these are shown as they are. */
export interface Report {
  complete?: boolean;
  /** Whether it was assumed, but is not known, that times rise in files that were not wholly read. */
  assumed_order?: boolean;
  error?: { code: string; detail: string };
  nodes?: { asked: string[]; answered: string[]; failed: { node: string; reason: string }[] };
  /** Sentences: where a bound cut the answer, and what to be careful with. */
  limits?: string[];
  warnings?: string[];
  unknown_fields?: { field: string; nearest: string[] }[];
  elapsed_ms?: number;
  [member: string]: unknown;
}

export interface Answer {
  columns: string[];
  rows: Row[];
  report: Report | null;
}

/** A problem document (RFC 9457), or what stands for it where there was none. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly members: Record<string, Json>,
  ) {
    super(detail);
  }

  /** Line and column of what is wrong in a statement, from 1. */
  get place(): { line: number; column: number } | null {
    const { line, column } = this.members;
    return typeof line === 'number' && typeof column === 'number' ? { line, column } : null;
  }
}

async function request(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (e) {
    if ((e as Error).name === 'AbortError') throw e;
    throw new Problem(0, 'no_connection', 'The server does not answer.', {});
  }
  if (response.ok) return response;
  const members = (await response.json().catch(() => ({}))) as Record<string, Json>;
  const said = members.detail === 'Not Found' ? undefined : (members.detail ?? members.title);
  const detail = String(said ?? `${path} answers ${response.status} ${response.statusText}`);
  throw new Problem(response.status, String(members.code ?? response.status), detail, members);
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await request(path, { signal, headers: { accept: 'application/json' } })).json();
}

/** Reads NDJSON as it comes, one value at a time. */
async function* lines(response: Response): AsyncGenerator<Json> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      const parts = (rest + (value ?? '')).split('\n');
      rest = done ? '' : parts.pop()!;
      for (const part of parts) if (part.trim()) yield JSON.parse(part);
      if (done) return;
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

export interface QueryOptions {
  signal?: AbortSignal;
  maxRows?: number;
  onRows?: (answer: Answer) => void;
  parameters?: Record<string, Json>;
}

/** Runs a statement; rows are handed on as they come where asked for. */
export async function query(text: string, options: QueryOptions = {}): Promise<Answer> {
  const body = { query: text, max_rows: options.maxRows ?? 1000, parameters: options.parameters };
  const response = await request('/api/v1/query', {
    method: 'POST',
    signal: options.signal,
    headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
    body: JSON.stringify(body),
  });
  const answer: Answer = { columns: [], rows: [], report: null };
  const known = new Set<string>();
  for await (const line of lines(response)) {
    const row = line as Row;
    const members = Object.keys(row);
    if (members.length === 1 && members[0] === 'report' && isObject(row.report)) {
      answer.report = row.report as unknown as Report;
      continue;
    }
    for (const member of members) if (!known.has(member)) known.add(member);
    answer.columns = [...known];
    answer.rows.push(row);
    options.onRows?.(answer);
  }
  return answer;
}

function isObject(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function clock(): Promise<{ now_ms: number; speed: number }> {
  return get('/api/v1/clock');
}

export function services(signal?: AbortSignal): Promise<ServiceHealth[]> {
  return get('/api/v1/services', signal);
}

export function event(id: string, signal?: AbortSignal): Promise<EventData> {
  return get(`/api/v1/events/${encodeURIComponent(id)}`, signal);
}

/** What is near enough and believed enough to be drawn. */
const NEAR = 'depth=3&min_confidence=0.5';

export function causes(id: string, signal?: AbortSignal): Promise<Graph> {
  return get(`/api/v1/events/${encodeURIComponent(id)}/causes?${NEAR}`, signal);
}

export function effects(id: string, signal?: AbortSignal): Promise<Graph> {
  return get(`/api/v1/events/${encodeURIComponent(id)}/effects?${NEAR}`, signal);
}

export function rootCauses(id: string, signal?: AbortSignal): Promise<RootCauses> {
  return get(`/api/v1/events/${encodeURIComponent(id)}/root-cause`, signal);
}

export async function sessions(signal?: AbortSignal): Promise<Session[]> {
  const reply = await get<{ sessions?: Session[] }>('/api/v1/sessions?limit=200', signal);
  return reply.sessions ?? [];
}

/** The frames of a simulation as they come. */
export async function* simulate(
  session: string,
  range: { from: number; to: number; step_ms: number },
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const response = await request(`/api/v1/sessions/${encodeURIComponent(session)}/simulate`, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
    body: JSON.stringify(range),
  });
  for await (const line of lines(response)) {
    const frame = line as unknown as Partial<Frame> & { error?: { code: string; detail: string } };
    if (frame.error) throw new Problem(0, frame.error.code, frame.error.detail, {});
    yield {
      index: frame.index ?? 0,
      total: frame.total ?? 0,
      at_ms: Number(frame.at_ms ?? 0),
      states: (frame.states ?? []).map((s) => ({
        ...s,
        changed: s.changed ?? [],
        state: parsed(s.state),
      })),
      messages: frame.messages ?? [],
      events: frame.events ?? [],
      departures: frame.departures ?? [],
      notes: frame.notes ?? [],
    };
  }
}

/** The state of every component at a time. */
export async function stateAt(at: string, signal?: AbortSignal): Promise<ComponentState[]> {
  const answer = await query(`STATE AT '${at}'`, { signal });
  return answer.rows.map(componentState).sort((a, b) => (a.component_id < b.component_id ? -1 : 1));
}

function componentState(row: Row): ComponentState {
  return {
    component_id: String(row.component ?? row.component_id ?? ''),
    state: parsed(row.state),
    observed: row.observed !== false,
    newest_ms: millis(row.newest_ts ?? row.newest_ms ?? row.ts),
    events_used: row.events_used === undefined ? undefined : Number(row.events_used),
    note: typeof row.note === 'string' && row.note ? row.note : undefined,
  };
}

function parsed(state: Json | undefined): Json | undefined {
  if (typeof state !== 'string') return state;
  try {
    return JSON.parse(state) as Json;
  } catch {
    return state;
  }
}

/** Epoch milliseconds of a time in an answer: a number, or ISO-8601. */
export function millis(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const ms = Date.parse(value);
  return Number.isFinite(ms) ? ms : undefined;
}

export interface Bucket {
  at: number;
  events: number;
  errors: number;
}

/** Counts over time, for the timeline. */
export async function counts(
  source: string,
  range: { from: string; to: string; bucket: string },
  signal?: AbortSignal,
): Promise<{ buckets: Bucket[]; report: Report | null }> {
  const answer = await query(
    `SELECT bucket(${range.bucket}) AS slot, error_occurred, count(*) AS n FROM ${source}` +
      ` SINCE '${range.from}' UNTIL '${range.to}' GROUP BY slot, error_occurred`,
    { signal, maxRows: 5000 },
  );
  const buckets = new Map<number, Bucket>();
  for (const row of answer.rows) {
    const at = millis(row.slot);
    if (at === undefined) continue;
    const bucket = buckets.get(at) ?? { at, events: 0, errors: 0 };
    const n = Number(row.n ?? 0);
    if (row.error_occurred === true || row.error_occurred === 'true') bucket.errors += n;
    else bucket.events += n;
    buckets.set(at, bucket);
  }
  return { buckets: [...buckets.values()].sort((a, b) => a.at - b.at), report: answer.report };
}

export interface ErrorMark {
  at: number;
  id: string;
  component: string;
  message: string;
}

/** The newest errors of a range, for the timeline's markers. */
export async function errors(
  source: string,
  range: { from: string; to: string },
  signal?: AbortSignal,
): Promise<ErrorMark[]> {
  const answer = await query(
    `SELECT ts, event_id, component, message FROM ${source} WHERE error_occurred = TRUE` +
      ` SINCE '${range.from}' UNTIL '${range.to}' LAST 200`,
    { signal },
  );
  return answer.rows.flatMap((row) => {
    const at = millis(row.ts);
    return at === undefined
      ? []
      : [
          {
            at,
            id: String(row.event_id ?? ''),
            component: String(row.component ?? ''),
            message: String(row.message ?? ''),
          },
        ];
  });
}

/** When the log's first and last events were; null where it is empty. */
export async function logRange(signal?: AbortSignal): Promise<{ from: number; to: number } | null> {
  const stats = await get<{ first_ms?: number; last_ms?: number }>('/api/v1/log/stats', signal);
  if (stats.first_ms === undefined || stats.last_ms === undefined) return null;
  return { from: Number(stats.first_ms), to: Number(stats.last_ms) };
}

export interface LiveFilter {
  component: string;
  kind: string;
  level: string;
}

/** Opens the live stream; close what it returns. */
export function live(filter: LiveFilter): EventSource {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) parameters.append(name, value);
  const search = parameters.toString();
  return new EventSource('/api/v1/stream' + (search ? '?' + search : ''));
}
