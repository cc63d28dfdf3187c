import { LitElement, css, html, nothing } from 'lit';
import * as api from './api';
import { shown } from './diff';
import { base } from './styles';
import { store, Watching } from './store';
import { clockTime, dateTime, iso, parseTime, span } from './time';

const STEPS: [string, number][] = [
  ['each event', 0],
  ['1 s', 1_000],
  ['10 s', 10_000],
  ['1 min', 60_000],
];
const MOST_FRAMES = 5_000;

/** Choose a session and a range, simulate it, step through. */
class RvSessions extends LitElement {
  static properties = {
    active: {},
    sessions: { state: true },
    chosen: { state: true },
    from: { state: true },
    to: { state: true },
    stepMs: { state: true },
    frames: { state: true },
    index: { state: true },
    running: { state: true },
    problem: { state: true },
    search: { state: true },
  };
  declare active: boolean;
  declare private sessions: api.Session[] | null;
  declare private chosen: api.Session | null;
  declare private from: number | null;
  declare private to: number | null;
  declare private stepMs: number;
  declare private frames: api.Frame[];
  declare private index: number;
  declare private running: boolean;
  declare private problem: string;
  declare private search: string;
  private abort?: AbortController;

  constructor() {
    super();
    this.active = false;
    this.sessions = null;
    this.chosen = null;
    this.from = null;
    this.to = null;
    this.stepMs = 0;
    this.frames = [];
    this.index = 0;
    this.running = false;
    this.problem = '';
    this.search = '';
    new Watching(this);
  }

  static styles = [
    base,
    css`
      :host {
        padding: 10px 12px;
      }
      .list {
        max-height: 190px;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: 8px;
        margin: 8px 0;
      }
      table {
        border-collapse: collapse;
        width: 100%;
        font-size: 12px;
      }
      th {
        text-align: left;
        position: sticky;
        top: 0;
        background: var(--sunken);
        font-weight: 600;
      }
      th,
      td {
        padding: 2px 8px;
        border-bottom: 1px solid var(--line);
        vertical-align: baseline;
      }
      td.mono,
      td.number {
        white-space: nowrap;
      }
      tr[aria-selected='true'] td {
        background: var(--accent-soft);
      }
      .time {
        width: 25ch;
        font-family: var(--mono);
        font-size: 12px;
      }
      .player {
        position: sticky;
        top: 0;
        background: var(--panel);
        padding: 8px 0;
        border-bottom: 1px solid var(--line);
        z-index: 1;
      }
      .player input {
        flex: 1;
        min-width: 120px;
      }
      .states {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(240px, 1fr));
        gap: 8px;
        margin: 8px 0;
        align-items: start;
      }
      article {
        border: 1px solid var(--line);
        border-radius: 8px;
        overflow: hidden;
      }
      article.changed {
        border-color: var(--warn);
      }
      h3 {
        padding: 5px 9px;
        background: var(--sunken);
      }
      pre {
        margin: 0;
        padding: 5px 9px;
        font: 12px/1.4 var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        max-height: 200px;
        overflow: auto;
      }
      mark {
        background: var(--changed);
        color: inherit;
      }
      ul {
        margin: 4px 0 10px;
        padding-left: 18px;
      }
    `,
  ];

  willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('active') && this.active && this.sessions === null) void this.list();
  }

  private async list(): Promise<void> {
    try {
      this.sessions = await api.sessions();
      this.problem = '';
    } catch (e) {
      this.problem = 'The sessions cannot be read: ' + (e as Error).message;
    }
  }

  private choose(session: api.Session): void {
    this.chosen = session;
    this.from = Number(session.first_ms);
    this.to = Number(session.last_ms);
    this.frames = [];
    this.index = 0;
  }

  private async start(): Promise<void> {
    const { chosen, from, to } = this;
    if (!chosen || from === null || to === null) return;
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    this.frames = [];
    this.index = 0;
    this.problem = '';
    this.running = true;
    try {
      const range = { from, to, step_ms: this.stepMs };
      for await (const frame of api.simulate(chosen.session_id, range, abort.signal)) {
        this.frames = [...this.frames, frame];
        if (this.frames.length >= MOST_FRAMES) abort.abort();
      }
    } catch (e) {
      if (!abort.signal.aborted) this.problem = 'The simulation stopped: ' + (e as Error).message;
    }
    if (this.abort === abort) this.running = false;
    if (this.frames.length > 0) this.go(0);
  }

  private go(index: number): void {
    this.index = Math.max(0, Math.min(index, this.frames.length - 1));
    const frame = this.frames[this.index];
    if (frame) store.show({ at: frame.at_ms });
  }

  render() {
    return html`
      <div class="bar">
        <h2>Sessions</h2>
        <input
          type="search"
          placeholder="id or component"
          aria-label="Only sessions with this in their id or components"
          data-testid="session-search"
          @input=${(e: Event) => (this.search = (e.target as HTMLInputElement).value.trim())}
        />
        <span class="grow"></span>
        <button data-testid="sessions-reload" @click=${this.list}>Read anew</button>
      </div>
      ${this.problem
        ? html`<p class="note bad" role="alert" data-testid="sessions-problem">${this.problem}</p>`
        : nothing}
      ${this.renderList()} ${this.chosen ? this.renderChosen(this.chosen) : nothing}
    `;
  }

  private renderList() {
    if (this.sessions === null) return this.problem ? nothing : html`<div class="empty">Reading the sessions…</div>`;
    const rows = this.sessions.filter((s) => [s.session_id, ...(s.component_ids ?? [])].some((t) => t.includes(this.search)));
    if (rows.length === 0) {
      return html`<div class="empty" data-testid="sessions-empty">
        ${this.sessions.length === 0 ? 'No event carries a session id yet.' : 'No session has that in it.'}
      </div>`;
    }
    return html`<div class="list">
      <table>
        <thead>
          <tr><th>session</th><th>begins</th><th>lasts</th><th>events</th><th>errors</th><th>components</th></tr>
        </thead>
        <tbody>
          ${rows.map(
            (s) => html`<tr aria-selected=${s === this.chosen} data-testid="session-row" data-session=${s.session_id}>
              <td><button class="quiet mono" @click=${() => this.choose(s)}>${s.session_id}</button></td>
              <td class="mono">${dateTime(Number(s.first_ms), false)}</td>
              <td class="number">${span(Number(s.last_ms) - Number(s.first_ms))}</td>
              <td>${s.events}</td>
              <td class=${Number(s.errors) > 0 ? 'error' : ''}>${s.errors ?? 0}</td>
              <td>${(s.component_ids ?? []).join(', ')}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private renderChosen(session: api.Session) {
    return html`
      <div class="bar">
        <b class="mono">${session.session_id}</b>
        ${this.renderTime('from', this.from, (ms) => (this.from = ms))}
        ${this.renderTime('to', this.to, (ms) => (this.to = ms))}
        <label>step
          <select
            data-testid="session-step"
            @change=${(e: Event) => (this.stepMs = Number((e.target as HTMLSelectElement).value))}
          >
            ${STEPS.map(([name, ms]) => html`<option value=${ms} ?selected=${ms === this.stepMs}>${name}</option>`)}
          </select>
        </label>
        <button class="main" data-testid="simulate" ?disabled=${this.running || this.from === null || this.to === null} @click=${this.start}>
          Simulate
        </button>
      </div>
      ${this.renderFrame()}
    `;
  }

  private renderTime(name: string, value: number | null, set: (ms: number | null) => void) {
    return html`<label>${name}
      <input
        class="time"
        data-testid="session-${name}"
        aria-invalid=${value === null}
        .value=${value === null ? '' : dateTime(value, true)}
        @change=${(e: Event) => set(parseTime((e.target as HTMLInputElement).value))}
      />
    </label>`;
  }

  private renderFrame() {
    const frame = this.frames[this.index];
    if (!frame) return this.running ? html`<div class="empty">Simulating…</div>` : nothing;
    const last = this.frames.length - 1;
    return html`
      <div class="player bar">
        <button data-testid="frame-back" ?disabled=${this.index === 0} @click=${() => this.go(this.index - 1)}>◀</button>
        <button data-testid="frame-forward" ?disabled=${this.index === last} @click=${() => this.go(this.index + 1)}>▶</button>
        <input
          type="range"
          aria-label="Frame"
          data-testid="frame-slider"
          min="0"
          max=${last}
          .value=${String(this.index)}
          @input=${(e: Event) => this.go(Number((e.target as HTMLInputElement).value))}
        />
        <span data-testid="frame" data-index=${this.index} data-frames=${this.frames.length} title=${iso(frame.at_ms)}>
          frame ${this.index + 1} of ${this.running ? `${this.frames.length}…` : this.frames.length},
          <b class="mono">${clockTime(frame.at_ms, true)}</b>
        </span>
      </div>
      ${[...frame.departures.map((d) => d.text), ...frame.notes].map((text) => html`<p class="note careful">${text}</p>`)}
      <div class="states">
        ${frame.states.map(
          (s) => html`<article class=${s.changed.length > 0 ? 'changed' : ''} data-testid="frame-state" data-component=${s.component_id}>
            <h3>${s.component_id} ${s.simulated ? html`<span class="chip careful">simulated</span>` : nothing}</h3>
            <pre>${JSON.stringify(s.state, null, 1)}</pre>
            ${s.changed.length > 0 ? html`<pre><mark>changed: ${s.changed.join(', ')}</mark></pre>` : nothing}
          </article>`,
        )}
      </div>
      ${frame.messages.length > 0
        ? html`<b>Messages</b>
            <ul>
              ${frame.messages.map(
                (m) => html`<li data-testid="frame-message">
                  ${m.from} → ${m.to} <span class="chip">${m.basis}</span> <span class="muted">${shown(m.payload)}</span>
                </li>`,
              )}
            </ul>`
        : nothing}
      ${frame.events.length > 0
        ? html`<b>Events</b>
            <ul>
              ${frame.events.map(
                (e) => html`<li data-testid="frame-event">
                  <span class="mono muted">${clockTime(e.timestamp_ms, true)}</span> <b>${e.component_id}</b>
                  ${e.message ?? shown(e.state_delta)}
                  <button class="quiet" @click=${() => store.show({ event: e.id, tab: 'causes' })}>why?</button>
                </li>`,
              )}
            </ul>`
        : nothing}
    `;
  }
}
customElements.define('rv-sessions', RvSessions);
