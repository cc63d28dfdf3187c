import type { EditorView } from '@codemirror/view';
import { LitElement, css, html, nothing } from 'lit';
import * as api from './api';
import { Json, shown } from './diff';
import { clearMark, editorIn, markAt } from './editor';
import { isEventId } from './causal-picture';
import { base } from './styles';
import { store, Watching } from './store';
import { iso, span } from './time';
import { examples, withRange } from './timeql';
import { renderReport } from './report';

const MOST_SHOWN = 1_000;
const FIRST = "SELECT ts, service, level, message FROM logs\n WHERE level >= ERROR\n IN LAST 1 hour LAST 50";

/** The box for TimeQL statements, and their answers. */
class RvQuery extends LitElement {
  static properties = {
    answer: { state: true },
    problem: { state: true },
    running: { state: true },
    inserted: { state: true },
  };
  declare private answer: api.Answer | null;
  declare private problem: api.Problem | null;
  declare private running: boolean;
  declare private inserted: boolean;

  private editor?: EditorView;
  private abort?: AbortController;
  private began = 0;
  private took = 0;

  constructor() {
    super();
    this.answer = null;
    this.problem = null;
    this.running = false;
    this.inserted = false;
    new Watching(this);
  }

  static styles = [
    base,
    css`
      :host {
        padding: 10px 12px;
      }
      .box {
        border: 1px solid var(--line);
        border-radius: 8px;
        overflow: hidden;
      }
      .box:focus-within {
        border-color: var(--accent);
      }
      .bar {
        margin: 8px 0;
      }
      details {
        margin-bottom: 8px;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
      }
      .examples {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        padding-top: 6px;
      }
      .result {
        overflow: auto;
        max-height: 60vh;
        border: 1px solid var(--line);
        border-radius: 8px;
        margin-top: 8px;
      }
      table {
        border-collapse: collapse;
        min-width: 100%;
        font-size: 12px;
      }
      th {
        position: sticky;
        top: 0;
        background: var(--sunken);
        text-align: left;
        font-weight: 600;
        white-space: nowrap;
      }
      th,
      td {
        padding: 3px 9px;
        border-bottom: 1px solid var(--line);
        vertical-align: top;
      }
      td {
        font-family: var(--mono);
        max-width: 70ch;
        overflow-wrap: break-word;
        white-space: pre-wrap;
      }
      td.long {
        min-width: 44ch;
      }
      td.time {
        white-space: nowrap;
      }
      td .quiet {
        padding: 0;
        min-height: 0;
      }
      td.number {
        text-align: right;
      }
      tr.context td {
        color: var(--muted);
      }
      .report {
        margin-top: 8px;
      }
      .report.bad summary {
        color: inherit;
      }
      pre {
        margin: 6px 0 0;
        font: 12px/1.4 var(--mono);
        white-space: pre-wrap;
      }
    `,
  ];

  firstUpdated(): void {
    this.editor = editorIn(this.renderRoot as ShadowRoot, FIRST, () => void this.run());
  }

  private text(): string {
    return this.editor!.state.doc.toString();
  }

  private write(text: string): void {
    const { editor } = this;
    editor!.dispatch({ changes: { from: 0, to: editor!.state.doc.length, insert: text } });
  }

  private async run(): Promise<void> {
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    const statement = withRange(this.text());
    this.inserted = statement !== this.text();
    if (this.inserted) this.write(statement);
    clearMark(this.editor!);
    this.answer = null;
    this.problem = null;
    this.running = true;
    this.began = performance.now();
    try {
      const answer = await api.query(statement, { signal: abort.signal, onRows: (a) => this.progress(a) });
      if (this.abort === abort) this.answer = { ...answer };
    } catch (e) {
      if (this.abort === abort && !abort.signal.aborted) this.fail(e);
    }
    if (this.abort === abort) {
      this.took = performance.now() - this.began;
      this.running = false;
    }
  }

  private drawing = false;

  private progress(answer: api.Answer): void {
    if (answer.rows.length > MOST_SHOWN) {
      answer.rows.splice(0, answer.rows.length - MOST_SHOWN);
    }
    if (this.drawing) return;
    this.drawing = true;
    requestAnimationFrame(() => {
      this.drawing = false;
      if (this.running) this.answer = { ...answer };
    });
  }

  private fail(e: unknown): void {
    this.problem = e instanceof api.Problem ? e : new api.Problem(0, 'broken_off', `The answer broke off: ${(e as Error).message}`, {});
    if (this.problem.place) markAt(this.editor!, this.problem.place);
  }

  private stop(): void {
    this.abort?.abort();
    this.running = false;
    this.took = performance.now() - this.began;
  }

  render() {
    return html`
      <details open>
        <summary data-testid="examples">Statements to begin with</summary>
        <div class="examples">
          ${examples(iso(store.at), store.view.event).map(
            (example) => html`<button
              data-testid="example"
              title=${example.text}
              @click=${() => {
                this.write(example.text);
                void this.run();
              }}
            >
              ${example.title}
            </button>`,
          )}
        </div>
      </details>
      <div class="box"></div>
      <div class="bar">
        <button class="main" data-testid="run" ?disabled=${this.running} @click=${this.run}>Run</button>
        ${this.running ? html`<button data-testid="stop" @click=${this.stop}>Stop</button>` : nothing}
        <span class="muted">Ctrl+Enter</span>
        ${this.inserted
          ? html`<span class="chip careful" data-testid="range-inserted">IN LAST 1 hour was put in: no range was given</span>`
          : nothing}
        <span class="grow"></span>
        <span class="muted" role="status" data-testid="query-status">${this.status()}</span>
      </div>
      ${this.problem ? this.renderProblem(this.problem) : nothing}
      ${this.answer ? renderReport(this.answer.report, this.running) : nothing}
      ${this.answer ? this.renderRows(this.answer) : nothing}
    `;
  }

  private status(): string {
    const rows = this.answer ? `${this.answer.rows.length} rows` : '';
    if (this.running) return rows ? `${rows}, running…` : 'running…';
    return rows ? `${rows} in ${span(this.took)}` : '';
  }

  private renderProblem(problem: api.Problem) {
    const { place } = problem;
    const detail = problem.detail.replace(/^line \d+, column \d+: /i, '');
    return html`<div class="note bad" role="alert" data-testid="query-problem" data-code=${problem.code}>
      ${place ? html`<b data-testid="query-problem-place">Line ${place.line}, column ${place.column}:</b>` : nothing}
      ${detail}
    </div>`;
  }

  private renderRows(answer: api.Answer) {
    if (answer.rows.length === 0) {
      return this.running
        ? nothing
        : html`<div class="empty" data-testid="no-rows">No rows. The report above says what was looked through.</div>`;
    }
    return html`<div class="result" tabindex="0" aria-label="Result">
      <table data-testid="result">
        <thead>
          <tr>
            ${answer.columns.map((c) => html`<th scope="col">${c}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${answer.rows.map(
            (row) => html`<tr data-testid="result-row" class=${row.context === true ? 'context' : ''}>
              ${answer.columns.map((c) => this.renderCell(c, row[c]))}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private renderCell(column: string, value: Json | undefined) {
    if (value === undefined || value === null) return html`<td class="muted">∅</td>`;
    if (typeof value === 'string' && isEventId(value) && /id$/.test(column)) {
      return html`<td class="time">
        <button class="quiet mono" title="Cause and effect of this event" @click=${() => store.show({ event: value, tab: 'causes' })}>
          ${value}
        </button>
      </td>`;
    }
    const time = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? api.millis(value) : undefined;
    if (time !== undefined) {
      return html`<td class="time">
        <button class="quiet mono" title="Go to this time" @click=${() => store.show({ at: time })}>
          ${(value as string).replace('T', ' ').replace('Z', '')}
        </button>
      </td>`;
    }
    const text = shown(value);
    const look = typeof value === 'number' ? 'number' : text.length > 40 ? 'long' : '';
    return html`<td class=${look}>${text}</td>`;
  }
}
customElements.define('rv-query', RvQuery);
