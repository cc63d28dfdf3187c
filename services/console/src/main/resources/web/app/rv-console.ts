import { LitElement, css, html, nothing } from 'lit';
import { base } from './styles';
import { store, Tab, TABS, Watching } from './store';
import { clockTime, dateTime, parseTime } from './time';
import './rv-timeline';
import './rv-stream';
import './rv-state';
import './rv-causes';
import './rv-query';
import './rv-sessions';
import './rv-health';

const NAMES: Record<Tab, string> = {
  state: 'State',
  causes: 'Cause and effect',
  query: 'TimeQL',
  sessions: 'Sessions',
  health: 'Health',
};

/** The whole page. */
class RvConsole extends LitElement {
  static properties = { wrongTime: { state: true }, ready: { state: true } };
  declare private wrongTime: boolean;
  declare private ready: boolean;

  constructor() {
    super();
    this.wrongTime = false;
    this.ready = false;
    new Watching(this);
  }

  connectedCallback(): void {
    super.connectedCallback();
    void store.start().then(() => (this.ready = true));
    setInterval(() => this.requestUpdate(), 1_000);
  }

  static styles = [
    base,
    css`
      :host {
        height: 100vh;
        display: grid;
        grid-template-rows: auto auto minmax(0, 1fr);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 14px;
        padding: 8px 14px;
        background: var(--panel);
        border-bottom: 1px solid var(--line);
      }
      h1 {
        margin: 0;
        font-size: 16px;
        letter-spacing: -0.01em;
        display: flex;
        gap: 8px;
        align-items: center;
      }
      h1 img {
        width: 22px;
        height: 22px;
        display: block;
      }
      .shown {
        font-family: var(--mono);
        width: 27ch;
        font-size: 13px;
      }
      .shown[aria-invalid='true'] {
        border-color: var(--error);
      }
      .past {
        color: var(--warn);
        font-weight: 600;
      }
      main {
        display: grid;
        grid-template-columns: minmax(320px, 36%) minmax(0, 1fr);
        gap: 10px;
        padding: 10px 14px 14px;
        min-height: 0;
      }
      section {
        background: var(--panel);
        border: 1px solid var(--line);
        border-radius: 10px;
        min-height: 0;
        min-width: 0;
        display: flex;
        flex-direction: column;
        overflow: hidden;
      }
      [role='tablist'] {
        display: flex;
        gap: 2px;
        padding: 6px 8px 0;
        border-bottom: 1px solid var(--line);
        overflow-x: auto;
        flex: none;
      }
      [role='tab'] {
        border: 0;
        border-bottom: 2px solid transparent;
        border-radius: 0;
        background: none;
        color: var(--muted);
        padding: 5px 10px 7px;
      }
      [role='tab'][aria-selected='true'] {
        color: var(--text);
        font-weight: 650;
        border-bottom-color: var(--accent);
      }
      [role='tabpanel'] {
        flex: 1;
        min-height: 0;
        overflow: auto;
      }
      [role='tabpanel'][hidden] {
        display: none;
      }
      @media (max-width: 900px) {
        :host {
          height: auto;
          min-height: 100vh;
          display: block;
        }
        main {
          grid-template-columns: minmax(0, 1fr);
        }
        section {
          height: 70vh;
        }
        .tabs {
          order: -1;
        }
      }
    `,
  ];

  render() {
    return html`
      <header>
        <h1><img src="/static/icon.svg" alt="" />Rearview</h1>
        ${this.renderShownTime()}
        <span class="grow"></span>
        <span class="muted">
          Now
          <span class="mono" data-testid="now">${store.clock.known ? clockTime(store.clock.now()) : '…'}</span>
          UTC
        </span>
      </header>
      ${this.ready ? this.renderParts() : nothing}
    `;
  }

  private renderShownTime() {
    const { at } = store.view;
    return html`
      <div class="bar">
        <label for="shown">Shown time</label>
        <input
          id="shown"
          class="shown"
          data-testid="shown-time"
          spellcheck="false"
          autocomplete="off"
          aria-invalid=${this.wrongTime}
          title="UTC; type a time and press Enter"
          .value=${dateTime(store.at, at !== null)}
          @change=${this.typed}
          @focus=${() => at === null && store.show({ at: store.at })}
        />
        ${at === null
          ? html`<span class="chip good" data-testid="time-mode">now, moving</span>`
          : html`<span class="chip careful" data-testid="time-mode">in the past</span>
              <button data-testid="follow-now" @click=${() => store.follow()}>Back to now</button>`}
      </div>
    `;
  }

  private typed(e: Event): void {
    const at = parseTime((e.target as HTMLInputElement).value);
    this.wrongTime = at === null;
    if (at !== null) store.show({ at });
  }

  private renderParts() {
    return html`
      <rv-timeline></rv-timeline>
      <main>
        <section aria-label="Live events"><rv-stream></rv-stream></section>
        <section class="tabs" aria-label="Look closer">
          <div role="tablist" @keydown=${this.moved}>
            ${TABS.map(
              (tab) => html`
                <button
                  role="tab"
                  id="tab-${tab}"
                  data-testid="tab-${tab}"
                  aria-selected=${store.view.tab === tab}
                  aria-controls="panel-${tab}"
                  tabindex=${store.view.tab === tab ? 0 : -1}
                  @click=${() => store.show({ tab })}
                >
                  ${NAMES[tab]}
                </button>
              `,
            )}
          </div>
          ${TABS.map((tab) => this.renderPanel(tab))}
        </section>
      </main>
    `;
  }

  private renderPanel(tab: Tab) {
    const active = store.view.tab === tab;
    const part = {
      state: html`<rv-state .active=${active}></rv-state>`,
      causes: html`<rv-causes .active=${active}></rv-causes>`,
      query: html`<rv-query></rv-query>`,
      sessions: html`<rv-sessions .active=${active}></rv-sessions>`,
      health: html`<rv-health .active=${active}></rv-health>`,
    }[tab];
    return html`<div role="tabpanel" id="panel-${tab}" aria-labelledby="tab-${tab}" ?hidden=${!active}>
      ${part}
    </div>`;
  }

  private moved(e: KeyboardEvent): void {
    const step = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const next = TABS[(TABS.indexOf(store.view.tab) + step + TABS.length) % TABS.length];
    store.show({ tab: next });
    this.renderRoot.querySelector<HTMLElement>('#tab-' + next)?.focus();
  }
}
customElements.define('rv-console', RvConsole);
