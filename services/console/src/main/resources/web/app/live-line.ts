/** How messages of the live stream read as rows. */
import type * as api from './api';

export interface Line {
  key: number;
  what: 'event' | 'anomaly' | 'alert' | 'gap';
  at: number;
  component: string;
  tag: string;
  text: string;
  bad: boolean;
  event?: string;
}

export type Data = Record<string, never> & { [name: string]: unknown };

/** The row that a message of the live stream becomes. */
export function line(what: Line['what'], data: Data, key: number): Line {
  switch (what) {
    case 'event':
      return eventLine(data as unknown as api.EventData, key);
    case 'anomaly':
      return anomalyLine(data as unknown as api.Anomaly, key);
    case 'alert':
      return alertLine(data, key);
    case 'gap':
      return {
        key,
        what,
        at: 0,
        component: '',
        tag: 'gap',
        bad: false,
        text: `${data.dropped} messages left out: more came than this page could take. A filter helps.`,
      };
  }
}

function eventLine(e: api.EventData, key: number): Line {
  const bad = e.kind === 'error' || e.log_level === 'ERROR' || e.log_level === 'FATAL';
  const text = e.message ?? (e.state_delta !== undefined ? JSON.stringify(e.state_delta) : metrics(e));
  const tag = bad || e.kind === 'log' ? (e.log_level ?? e.kind) : e.kind;
  return { key, what: 'event', at: e.timestamp_ms, component: e.component_id, tag, text, bad, event: e.id };
}

function metrics(e: api.EventData): string {
  return Object.entries(e.metrics ?? {})
    .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
    .join('  ');
}

function anomalyLine(a: api.Anomaly, key: number): Line {
  const text = a.detail || `${a.metric} ${a.value}, expected ${a.expected_low} to ${a.expected_high}`;
  return { key, what: 'anomaly', at: a.end_ms || a.start_ms, component: a.component_id, tag: 'anomaly', text, bad: false };
}

/** Alerts are CloudEvents; what they say stands in their data. */
function alertLine(cloudEvent: Data, key: number): Line {
  const data = (cloudEvent.data ?? {}) as Record<string, string | number | string[]>;
  const events = (data.event_ids ?? []) as string[];
  return {
    key,
    what: 'alert',
    at: Number(data.at_ms ?? Date.parse(String(cloudEvent.time))),
    component: String(data.component_id ?? cloudEvent.subject ?? ''),
    tag: 'alert',
    text: [data.title, data.detail].filter(Boolean).join(': '),
    bad: data.severity === 'critical',
    event: events[0],
  };
}
