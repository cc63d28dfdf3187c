import { LitElement, css, html, nothing } from 'lit';
import * as api from './api';
import { comparePaths, PathValue, shown } from './diff';
import { base } from './styles';
import { store, Watching } from './store';
import { clockTime, dateTime, duration, iso, span } from './time';

const BEFORE = ['10s', '1m', '5m', '15m', '1h'];
const SETTLE_MS = 200;

interface Card {
  id: string;
  now: api.ComponentState;
  paths: PathValue[];
  changes: number;
}

/** The state of all components at the shown time, with what changed. */
class RvState extends LitElement {
  static properties = {
    active: {},
    cards: { state: true },
    problem: { state: true },
    loading: { state: true },
    onlyChanged: { state: true },
    search: { state: true },
  };
  declare active: boolean;
  declare private cards: Card[] | null;
  declare private problem: string;
  declare private loading: boolean;
  declare private onlyChanged: boolean;
  declare private search: string;

  private asked = '';
  private shownAt = 0;
  private timer?: number;
  private abort?: AbortController;

  constructor() {
    super();
    this.active = false;
    this.cards = null;
    this.problem = '';
    this.loading = false;
    this.onlyChanged = false;
    this.search = '';
    new Watching(this, () => this.schedule());
  }

  static styles = [
    base,
    css`
      .bar {
        position: sticky;
        top: 0;
        z-index: 1;
        background: var(--panel);
        padding: 8px 12px;
        border-bottom: 1px solid var(--line);
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(270px, 1fr));
        gap: 10px;
        padding: 10px 12px;
        align-items: start;
      }
      .stale {
        opacity: 0.6;
        transition: opacity 0.2s 0.6s;
      }
      article {
        border: 1px solid var(--line);
        border-radius: 8px;
        overflow: hidden;
      }
      article.changed {
        border-color: var(--warn);
      }
      article header {
        display: flex;
        gap: 6px;
        align-items: baseline;
        padding: 6px 9px;
        background: var(--sunken);
      }
      h3 {
        overflow-wrap: anywhere;
      }
      dl {
        margin: 0;
        padding: 3px 0;
        font-family: var(--mono);
        font-size: 12px;
        max-height: 260px;
        overflow: auto;
      }
      .path {
        display: grid;
        grid-template-columns: minmax(0, 45%) minmax(0, 1fr);
        gap: 8px;
        padding: 1px 9px;
      }
      dt {
        color: var(--muted);
        overflow-wrap: anywhere;
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .path.changed,
      .path.added,
      .path.removed {
        background: var(--changed);
      }
      del {
        color: var(--muted);
        margin-right: 0.6ch;
      }
      footer {
        padding: 4px 9px;
        font-size: 11px;
        color: var(--muted);
        border-top: 1px solid var(--line);
      }
      input[type='search'] {
        width: 16ch;
      }
      .empty {
        grid-column: 1 / -1;
      }
      .problem {
        margin: 12px;
      }
    `,
  ];

  willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('active') && this.active) this.schedule();
  }

  /** Asks once the slider rests; while time moves, every few seconds. */
  private schedule(): void {
    if (!this.active) return;
    const { at, before } = store.view;
    const key = `${at ?? Math.floor(performance.now() / 5_000)} ${before}`;
    if (key === this.asked) return;
    this.asked = key;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.load(), at === null ? 0 : SETTLE_MS);
  }

  private async load(): Promise<void> {
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    const at = store.at;
    this.loading = true;
    try {
      const [now, then] = await Promise.all([
        api.stateAt(iso(at), abort.signal),
        api.stateAt(iso(at - (duration(store.view.before) ?? 60_000)), abort.signal),
      ]);
      if (abort.signal.aborted) return;
      this.shownAt = at;
      this.cards = cards(now, then);
      this.problem = '';
    } catch (e) {
      if (abort.signal.aborted) return;
      this.problem = (e as Error).message;
    }
    this.loading = false;
  }

  render() {
    return html`
      <div class="bar">
        <span data-testid="state-time">
          ${this.cards ? html`At <b class="mono">${dateTime(this.shownAt, true)}</b>` : 'State'}
        </span>
        <label>changed since
          <select data-testid="state-before" @change=${(e: Event) => store.show({ before: (e.target as HTMLSelectElement).value })}>
            ${BEFORE.map((b) => html`<option value=${b} ?selected=${b === store.view.before}>${b} before</option>`)}
          </select>
        </label>
        <span class="grow"></span>
        <label><input
            type="checkbox"
            data-testid="state-only-changed"
            .checked=${this.onlyChanged}
            @change=${(e: Event) => (this.onlyChanged = (e.target as HTMLInputElement).checked)}
          />only what changed</label>
        <input
          type="search"
          placeholder="component"
          aria-label="Only components with this in their name"
          data-testid="state-search"
          @input=${(e: Event) => (this.search = (e.target as HTMLInputElement).value.trim())}
        />
      </div>
      ${this.problem
        ? html`<p class="note bad problem" role="alert" data-testid="state-problem">The state cannot be read: ${this.problem}</p>`
        : nothing}
      ${this.renderCards()}
    `;
  }

  private renderCards() {
    if (this.cards === null) {
      return this.problem ? nothing : html`<div class="empty">Rebuilding the state…</div>`;
    }
    const chosen = this.cards.filter(
      (card) => (!this.onlyChanged || card.changes > 0) && card.id.includes(this.search),
    );
    return html`<div class="cards ${this.loading ? 'stale' : ''}" data-testid="state-cards" aria-busy=${this.loading}>
      ${chosen.length === 0
        ? html`<div class="empty" data-testid="state-empty">
            ${this.cards.length === 0
              ? 'No component had said anything by this time. Move the slider to the right.'
              : this.onlyChanged
                ? `Nothing changed within the ${store.view.before} before this time.`
                : 'No component has that in its name.'}
          </div>`
        : chosen.map((card) => this.renderCard(card))}
    </div>`;
  }

  private renderCard(card: Card) {
    const { now } = card;
    const paths = this.onlyChanged ? card.paths.filter((p) => p.change !== 'same') : card.paths;
    return html`<article
      class=${card.changes > 0 ? 'changed' : ''}
      data-testid="state-card"
      data-component=${card.id}
      data-changes=${card.changes}
    >
      <header>
        <h3>${card.id}</h3>
        <span class="grow"></span>
        ${card.changes > 0 ? html`<span class="chip careful">${card.changes} changed</span>` : nothing}
        ${now.observed ? nothing : html`<span class="chip">not observed then</span>`}
      </header>
      ${paths.length === 0
        ? html`<div class="path muted">no state</div>`
        : html`<dl>${paths.map((p) => this.renderPath(p))}</dl>`}
      ${now.newest_ms !== undefined
        ? html`<footer title=${now.note ?? nothing}>
            newest event ${clockTime(now.newest_ms, true)}, ${span(Math.max(0, this.shownAt - now.newest_ms))} before
            ${now.events_used !== undefined ? html`· ${now.events_used} events` : nothing}
          </footer>`
        : nothing}
    </article>`;
  }

  private renderPath(p: PathValue) {
    return html`<div class="path ${p.change}" data-testid="state-path" data-path=${p.path} data-change=${p.change}>
      <dt>${p.path || '(whole)'}</dt>
      <dd>
        ${p.change === 'changed' || p.change === 'removed' ? html`<del>${shown(p.before)}</del>` : nothing}${p.change ===
        'removed'
          ? html`<span class="muted">gone</span>`
          : shown(p.value)}
      </dd>
    </div>`;
  }
}
customElements.define('rv-state', RvState);

function cards(now: api.ComponentState[], then: api.ComponentState[]): Card[] {
  const before = new Map(then.map((c) => [c.component_id, c]));
  return now.map((c): Card => {
    const earlier = before.get(c.component_id);
    const paths = comparePaths(earlier?.observed ? earlier.state : {}, c.state);
    return { id: c.component_id, now: c, paths, changes: paths.filter((p) => p.change !== 'same').length };
  });
}
