/** What the parts of the page share: the shown time, the range, what is chosen. Kept in the URL. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import * as api from './api';
import { duration, iso, parseTime, ServerClock } from './time';

export type Tab = 'state' | 'causes' | 'query' | 'sessions' | 'health';
export const TABS: Tab[] = ['state', 'causes', 'query', 'sessions', 'health'];

export interface View {
  /** The shown time; null: now, moving. */
  at: number | null;
  /** The timeline's ends; null: the last `last` until now. */
  from: number | null;
  to: number | null;
  last: string;
  /** How long before the shown time the state is compared with. */
  before: string;
  /** The chosen event. */
  event: string;
  tab: Tab;
}

const START: View = {
  at: null,
  from: null,
  to: null,
  last: '1h',
  before: '1m',
  event: '',
  tab: 'state',
};

class Store extends EventTarget {
  view: View = { ...START };
  readonly clock = new ServerClock();
  private readonly hosts = new Set<ReactiveControllerHost>();

  async start(): Promise<void> {
    await this.syncClock();
    this.readHash();
    addEventListener('hashchange', () => this.readHash());
    setInterval(() => void this.syncClock(), 30_000);
    setInterval(() => this.view.at === null && this.notify(), 1_000);
  }

  private async syncClock(): Promise<void> {
    try {
      const { now_ms, speed } = await api.clock();
      this.clock.set(now_ms, speed);
      this.notify();
    } catch {
      // the page goes on with the time it has; the services' health says what is wrong
    }
  }

  /** The shown time as a number. */
  get at(): number {
    return this.view.at ?? this.clock.now();
  }

  /** The timeline's ends as numbers. */
  get range(): { from: number; to: number } {
    const to = this.view.to ?? this.clock.now();
    return { from: this.view.from ?? to - (duration(this.view.last) ?? 3_600_000), to };
  }

  /** Changes what is shown. A fixed time also holds the range still, so that it does not run away. */
  show(change: Partial<View>): void {
    const next = { ...this.view, ...change };
    if (next.at !== null && next.to === null) {
      const { from, to } = this.range;
      next.from = from;
      next.to = to;
    }
    if (next.at !== null && next.from !== null && next.to !== null) {
      const width = next.to - next.from;
      if (next.at < next.from || next.at > next.to) {
        Object.assign(next, this.around(next.at, width));
      }
    }
    this.view = next;
    this.writeHash();
    this.notify();
  }

  /** A range with the time in its middle, as far as it does not lie ahead of now. */
  around(at: number, width: number): { from: number; to: number } {
    const latest = this.clock.known ? Math.max(this.clock.now(), at) : at + width / 2;
    const to = Math.round(Math.min(at + width / 2, latest));
    return { from: to - width, to };
  }

  /** Back to now, moving. */
  follow(): void {
    this.show({ at: null, from: null, to: null });
  }

  private writeHash(): void {
    const parts = new URLSearchParams();
    const { at, from, to, last, before, event, tab } = this.view;
    if (at !== null) parts.set('at', iso(at));
    if (from !== null) parts.set('from', iso(from));
    if (to !== null) parts.set('to', iso(to));
    if (last !== START.last) parts.set('last', last);
    if (before !== START.before) parts.set('before', before);
    if (event) parts.set('event', event);
    if (tab !== START.tab) parts.set('tab', tab);
    const hash = '#' + parts.toString().replaceAll('%3A', ':');
    if (hash !== (location.hash || '#')) history.replaceState(null, '', hash);
  }

  private readHash(): void {
    const parts = new URLSearchParams(location.hash.slice(1));
    const time = (name: string) => parseTime(parts.get(name) ?? '');
    const last = parts.get('last') ?? START.last;
    const before = parts.get('before') ?? START.before;
    const tab = parts.get('tab') as Tab;
    this.view = {
      at: time('at'),
      from: time('from'),
      to: time('to'),
      last: duration(last) === null ? START.last : last,
      before: duration(before) === null ? START.before : before,
      event: parts.get('event') ?? '',
      tab: TABS.includes(tab) ? tab : START.tab,
    };
    const { at } = this.view;
    if (at !== null && (this.view.from === null || this.view.to === null)) {
      Object.assign(this.view, this.around(at, duration(this.view.last) ?? 3_600_000));
    }
    this.notify();
  }

  private notify(): void {
    for (const host of this.hosts) host.requestUpdate();
    this.dispatchEvent(new Event('change'));
  }

  add(host: ReactiveControllerHost): void {
    this.hosts.add(host);
  }

  remove(host: ReactiveControllerHost): void {
    this.hosts.delete(host);
  }
}

export const store = new Store();

/** Draws its host anew whenever what is shown changes. */
export class Watching implements ReactiveController {
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly changed: () => void = () => undefined,
  ) {
    host.addController(this);
  }

  private readonly listener = () => this.changed();

  hostConnected(): void {
    store.add(this.host);
    store.addEventListener('change', this.listener);
  }

  hostDisconnected(): void {
    store.remove(this.host);
    store.removeEventListener('change', this.listener);
  }
}
