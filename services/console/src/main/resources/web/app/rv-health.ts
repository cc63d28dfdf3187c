import { LitElement, css, html, nothing } from 'lit';
import * as api from './api';
import { shown } from './diff';
import { base } from './styles';
import { renderReport } from './report';

const EVERY_MS = 5_000;

/** How the services and the nodes are. */
class RvHealth extends LitElement {
  static properties = {
    active: {},
    processes: { state: true },
    nodes: { state: true },
    problem: { state: true },
    nodesProblem: { state: true },
  };
  declare active: boolean;
  declare private processes: api.ServiceHealth[] | null;
  declare private nodes: api.Answer | null;
  declare private problem: string;
  declare private nodesProblem: string;
  private timer?: number;

  constructor() {
    super();
    this.active = false;
    this.processes = null;
    this.nodes = null;
    this.problem = '';
    this.nodesProblem = '';
  }

  static styles = [
    base,
    css`
      :host {
        padding: 10px 12px;
      }
      .process {
        border: 1px solid var(--line);
        border-radius: 8px;
        margin: 8px 0 12px;
        overflow: hidden;
      }
      .process > .bar {
        padding: 6px 10px;
        background: var(--sunken);
      }
      .check {
        display: grid;
        grid-template-columns: 16px minmax(0, 40%) minmax(0, 1fr);
        gap: 8px;
        padding: 3px 10px;
        border-top: 1px solid var(--line);
      }
      .dot {
        width: 9px;
        height: 9px;
        border-radius: 50%;
        background: var(--ok);
        align-self: center;
      }
      .dot.bad {
        background: var(--error);
      }
      .data {
        overflow-wrap: anywhere;
      }
      .wide {
        overflow-x: auto;
        margin-top: 8px;
      }
      table {
        border-collapse: collapse;
        font-size: 12px;
        min-width: 100%;
      }
      th,
      td {
        text-align: left;
        padding: 3px 9px;
        border-bottom: 1px solid var(--line);
      }
      h2 {
        margin-top: 6px;
      }
    `,
  ];

  willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('active')) return;
    window.clearInterval(this.timer);
    if (this.active) {
      void this.load();
      this.timer = window.setInterval(() => void this.load(), EVERY_MS);
    }
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.timer);
  }

  private async load(): Promise<void> {
    await Promise.all([this.loadProcesses(), this.loadNodes()]);
  }

  private async loadProcesses(): Promise<void> {
    try {
      this.processes = await api.services();
      this.problem = '';
    } catch (e) {
      this.problem = (e as Error).message;
    }
  }

  private async loadNodes(): Promise<void> {
    try {
      this.nodes = await api.query('SHOW NODES');
      this.nodesProblem = '';
    } catch (e) {
      this.nodesProblem = (e as Error).message;
    }
  }

  render() {
    return html`
      <h2>Services</h2>
      ${this.problem
        ? html`<p class="note bad" role="alert">The health cannot be read: ${this.problem}</p>`
        : nothing}
      ${this.processes === null && !this.problem ? html`<div class="empty">Asking the services…</div>` : nothing}
      ${(this.processes ?? []).map((p) => this.renderProcess(p))}
      <h2>Nodes</h2>
      ${this.nodesProblem
        ? html`<p class="note bad" role="alert">The nodes cannot be read: ${this.nodesProblem}</p>`
        : nothing}
      ${this.nodes ? this.renderNodes(this.nodes) : nothing}
    `;
  }

  private renderProcess(p: api.ServiceHealth) {
    const up = p.status === 'UP';
    return html`<div class="process" data-testid="service" data-services=${p.services.join(' ')} data-status=${p.status}>
      <div class="bar">
        <span class="dot ${up ? '' : 'bad'}"></span>
        <b>${p.services.join(', ')}</b>
        <span class="muted">${p.address === 'here' ? 'in this process' : p.address}</span>
        <span class="grow"></span>
        <span class="chip ${up ? 'good' : 'bad'}">${p.status}</span>
      </div>
      ${p.detail ? html`<div class="check"><span></span><span class="error">${p.detail}</span></div>` : nothing}
      ${(p.checks ?? []).map(
        (c) => html`<div class="check">
          <span class="dot ${c.status === 'UP' ? '' : 'bad'}" title=${c.status}></span>
          <span>${c.name}${c.status === 'UP' ? nothing : html` <b class="error">${c.status}</b>`}</span>
          <span class="muted data">
            ${Object.entries(c.data ?? {})
              .map(([name, value]) => `${name}: ${shown(value)}`)
              .join(', ')}
          </span>
        </div>`,
      )}
    </div>`;
  }

  private renderNodes(nodes: api.Answer) {
    return html`${renderReport(nodes.report, false)}
      ${nodes.rows.length === 0
        ? html`<div class="empty">No scanner has reported a node.</div>`
        : html`<div class="wide">
            <table>
              <thead>
                <tr>${nodes.columns.map((c) => html`<th scope="col">${c}</th>`)}</tr>
              </thead>
              <tbody>
                ${nodes.rows.map(
                  (row) => html`<tr data-testid="node-row">${nodes.columns.map((c) => html`<td>${shown(row[c])}</td>`)}</tr>`,
                )}
              </tbody>
            </table>
          </div>`}`;
  }
}
customElements.define('rv-health', RvHealth);
