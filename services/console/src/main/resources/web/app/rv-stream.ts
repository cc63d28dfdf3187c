import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import * as api from './api';
import { line, Line } from './live-line';
import { base } from './styles';
import { store, Watching } from './store';
import { clockTime, dateTime } from './time';

const MOST_ROWS = 400;
const KINDS = ['state', 'log', 'http', 'db', 'error', 'metric', 'span', 'deploy', 'kubernetes', 'custom', 'anomaly', 'alert'];
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** What happens now, newest first. */
class RvStream extends LitElement {
  static properties = {
    rows: { state: true },
    connection: { state: true },
    paused: { state: true },
    filter: { state: true },
  };
  declare private rows: Line[];
  declare private connection: 'opening' | 'open' | 'lost';
  declare private paused: boolean;
  declare private filter: api.LiveFilter;

  private source?: EventSource;
  private held: Line[] = [];
  private arrived: Line[] = [];
  private drawing = false;
  private count = 0;

  constructor() {
    super();
    this.rows = [];
    this.connection = 'opening';
    this.paused = false;
    this.filter = { component: '', kind: '', level: '' };
    new Watching(this);
  }

  static styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
      }
      .head {
        padding: 8px 10px;
        border-bottom: 1px solid var(--line);
        display: grid;
        gap: 6px;
      }
      .head input {
        width: 13ch;
        flex: 1;
      }
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        overflow-y: auto;
        flex: 1;
      }
      li {
        border-bottom: 1px solid var(--line);
      }
      .row {
        display: grid;
        grid-template-columns: 8ch minmax(0, 1fr) auto;
        gap: 0 8px;
        width: 100%;
        text-align: left;
        white-space: normal;
        border: 0;
        border-left: 3px solid transparent;
        border-radius: 0;
        background: none;
        padding: 4px 8px 4px 7px;
        min-height: 0;
        align-items: baseline;
      }
      .row:hover {
        background: var(--sunken);
      }
      .row.bad {
        border-left-color: var(--error);
        background: var(--error-soft);
      }
      .row.gap {
        background: var(--warn-soft);
        color: var(--warn);
        cursor: default;
      }
      .row[aria-current='true'] {
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      .text {
        grid-column: 2 / 4;
        overflow: hidden;
        display: -webkit-box;
        -webkit-line-clamp: 2;
        -webkit-box-orient: vertical;
        overflow-wrap: anywhere;
      }
      .component {
        font-weight: 600;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  connectedCallback(): void {
    super.connectedCallback();
    this.open();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    this.source?.close();
  }

  private open(): void {
    this.source?.close();
    this.connection = 'opening';
    const source = (this.source = api.live(this.filter));
    source.onopen = () => (this.connection = 'open');
    source.onerror = () => {
      this.connection = 'lost';
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.source === source && this.open(), 3_000);
    };
    for (const what of ['event', 'anomaly', 'alert', 'gap'] as const) {
      source.addEventListener(what, (e) => this.arrive(line(what, JSON.parse(e.data), ++this.count)));
    }
  }

  /** Rows are drawn once a frame, however many arrive. */
  private arrive(row: Line): void {
    this.connection = 'open';
    if (this.paused) {
      this.held.push(row);
      if (this.held.length > MOST_ROWS) this.held.shift();
      this.requestUpdate();
      return;
    }
    this.arrived.push(row);
    if (this.drawing) return;
    this.drawing = true;
    requestAnimationFrame(() => {
      this.drawing = false;
      this.take(this.arrived);
      this.arrived = [];
    });
  }

  private take(rows: Line[]): void {
    this.rows = [...rows.reverse(), ...this.rows].slice(0, MOST_ROWS);
  }

  private pause(): void {
    this.paused = !this.paused;
    if (!this.paused) {
      this.take(this.held);
      this.held = [];
    }
  }

  private refilter(change: Partial<api.LiveFilter>): void {
    this.filter = { ...this.filter, ...change };
    this.rows = [];
    this.held = [];
    this.open();
  }

  render() {
    return html`
      <div class="head">
        <div class="bar">
          <h2>Live events</h2>
          <span
            class="chip ${this.connection === 'open' ? 'good' : this.connection === 'lost' ? 'bad' : ''}"
            data-testid="stream-status"
            role="status"
            >${{ open: 'connected', opening: 'connecting…', lost: 'connection lost, trying again' }[this.connection]}</span
          >
          <span class="grow"></span>
          <button data-testid="stream-pause" aria-pressed=${this.paused} @click=${this.pause}>
            ${this.paused ? `▶ Resume (${this.held.length})` : '❚❚ Pause'}
          </button>
        </div>
        <div class="bar">
          <input
            type="search"
            placeholder="component"
            aria-label="Only this component"
            data-testid="stream-component"
            @change=${(e: Event) => this.refilter({ component: (e.target as HTMLInputElement).value.trim() })}
          />
          <select
            aria-label="Only this kind"
            data-testid="stream-kind"
            @change=${(e: Event) => this.refilter({ kind: (e.target as HTMLSelectElement).value })}
          >
            <option value="">all kinds</option>
            ${KINDS.map((kind) => html`<option>${kind}</option>`)}
          </select>
          <select
            aria-label="This level and above"
            data-testid="stream-level"
            @change=${(e: Event) => this.refilter({ level: (e.target as HTMLSelectElement).value })}
          >
            <option value="">all levels</option>
            ${LEVELS.map((level) => html`<option value=${level}>≥ ${level}</option>`)}
          </select>
        </div>
      </div>
      ${this.rows.length === 0
        ? html`<div class="empty" data-testid="stream-empty">
            ${this.connection === 'lost'
              ? 'The live stream is not there.'
              : 'Waiting for what happens next. What happened before is on the timeline.'}
          </div>`
        : html`<ol data-testid="stream" aria-label="Newest first">
            ${repeat(
              this.rows,
              (row) => row.key,
              (row) => this.renderRow(row),
            )}
          </ol>`}
    `;
  }

  private renderRow(row: Line) {
    if (row.what === 'gap') {
      return html`<li><div class="row gap" data-testid="stream-gap"><span></span><span class="text">${row.text}</span></div></li>`;
    }
    return html`<li>
      <button
        class="row ${row.bad ? 'bad' : ''}"
        data-testid="stream-row"
        data-kind=${row.tag}
        data-error=${row.bad}
        data-event=${row.event ?? nothing}
        aria-current=${row.event !== undefined && row.event === store.view.event}
        title=${`${dateTime(row.at, true)} UTC: go there`}
        @click=${() => this.choose(row)}
      >
        <span class="mono muted">${clockTime(row.at)}</span>
        <span class="component">${row.component}</span>
        <span class="chip ${row.bad ? 'bad' : row.what === 'event' ? '' : 'careful'}">${row.tag}</span>
        <span class="text">${row.text}</span>
      </button>
    </li>`;
  }

  /** Goes to the time of what was chosen; an error also asks why. */
  private choose(row: Line): void {
    const tab = row.bad && row.event ? 'causes' : store.view.tab;
    store.show({ at: row.at, event: row.event ?? store.view.event, tab });
  }
}
customElements.define('rv-stream', RvStream);
