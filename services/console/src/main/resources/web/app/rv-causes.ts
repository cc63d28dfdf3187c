import { LitElement, css, html, nothing } from 'lit';
import * as api from './api';
import { corners, failed, isLow, joined, layout, percent, Picture, short, words, wrapped } from './causal-picture';
import { Chart, chartIn, colour, onColours, tooltip } from './charts';
import { base } from './styles';
import { store, Watching } from './store';
import { clockTime, dateTime, span } from './time';

/** Why a chosen event happened, and what came of it. */
class RvCauses extends LitElement {
  static properties = {
    active: {},
    picture: { state: true },
    problem: { state: true },
    loading: { state: true },
  };
  declare active: boolean;
  declare private picture: Picture | null;
  declare private problem: string;
  declare private loading: boolean;

  private asked = '';
  private chart?: Chart;
  private abort?: AbortController;

  constructor() {
    super();
    this.active = false;
    this.picture = null;
    this.problem = '';
    this.loading = false;
    new Watching(this, () => this.ask());
  }

  static styles = [
    base,
    css`
      .head {
        padding: 8px 12px;
        border-bottom: 1px solid var(--line);
      }
      .head input {
        width: 38ch;
        max-width: 100%;
      }
      .graph {
        height: 270px;
        border-bottom: 1px solid var(--line);
      }
      .graph.low {
        height: 150px;
      }
      .graph[hidden] {
        display: none;
      }
      .words {
        padding: 10px 12px;
        display: grid;
        gap: 12px;
      }
      .root {
        border-left: 3px solid var(--error);
        padding: 6px 10px;
        background: var(--error-soft);
        border-radius: 0 8px 8px 0;
      }
      .root.other {
        border-color: var(--line);
        background: var(--sunken);
      }
      ol {
        margin: 6px 0 0;
        padding-left: 20px;
      }
      li {
        margin-bottom: 5px;
      }
      .message {
        overflow-wrap: anywhere;
      }
      .legend i {
        display: inline-block;
        width: 10px;
        height: 10px;
        border-radius: 50%;
        margin-right: 4px;
      }
      .is-root {
        background: var(--error);
      }
      .is-chosen {
        background: var(--accent);
      }
      .is-error {
        background: var(--warn);
      }
      .is-other {
        background: var(--bar);
      }
      .problem {
        margin: 12px;
      }
    `,
  ];

  willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('active') && this.active) this.ask();
  }

  firstUpdated(): void {
    onColours(() => this.draw());
  }

  /** Made when it is first needed: before, it has no size. */
  private open(): Chart {
    const chart = chartIn(this.renderRoot.querySelector('.graph')!);
    chart.on('click', (e: { data?: unknown }) => {
      const id = (e.data as { id?: string } | undefined)?.id;
      const node = id ? this.picture?.nodes.get(id) : undefined;
      if (node) store.show({ event: node.event.id, at: node.event.timestamp_ms });
    });
    return chart;
  }

  private ask(): void {
    const id = store.view.event;
    if (!this.active || id === this.asked) return;
    this.asked = id;
    this.abort?.abort();
    if (id) void this.load(id);
    else this.picture = null;
  }

  private async load(id: string): Promise<void> {
    const abort = (this.abort = new AbortController());
    this.loading = true;
    this.problem = '';
    try {
      const [causes, effects, roots, event] = await Promise.all([
        api.causes(id, abort.signal),
        api.effects(id, abort.signal),
        api.rootCauses(id, abort.signal),
        api.event(id, abort.signal).catch(() => null),
      ]);
      if (abort.signal.aborted) return;
      this.picture = joined(id, event, causes, effects, roots);
    } catch (e) {
      if (abort.signal.aborted) return;
      this.picture = null;
      this.problem = (e as Error).message;
    }
    this.loading = false;
    await this.updateComplete;
    this.draw();
  }

  private draw(): void {
    const { picture } = this;
    if (!picture || !this.active) return;
    this.chart ??= this.open();
    const root = picture.roots.causes[0]?.event.id;
    const places = layout([...picture.nodes.values()]);
    const data = [...picture.nodes.values()].map((node) => {
      const { event } = node;
      const chosen = event.id === store.view.event;
      const [x, y] = places.get(event.id)!;
      return {
        id: event.id,
        x,
        y,
        name: event.id,
        symbolSize: event.id === root ? 22 : chosen ? 18 : 12,
        itemStyle: {
          color: colour(event.id === root ? 'error' : chosen ? 'accent' : failed(event) ? 'warn' : 'bar'),
          borderColor: colour('panel'),
          borderWidth: 2,
        },
        label: { formatter: () => `${short(event.component_id)}\n${clockTime(event.timestamp_ms)}` },
      };
    });
    const onChain = new Set((picture.roots.causes[0]?.chain ?? []).map((l) => l.edge.cause_id + l.edge.effect_id));
    const links = picture.edges.map((edge) => ({
      source: edge.cause_id,
      target: edge.effect_id,
      edge,
      lineStyle: {
        width: 1 + edge.confidence * 2,
        color: colour(onChain.has(edge.cause_id + edge.effect_id) ? 'error' : 'muted'),
        opacity: 0.35 + edge.confidence * 0.6,
      },
    }));
    this.chart.setOption(
      {
        animation: false,
        tooltip: { ...tooltip(), formatter: (p: never) => this.describe(p) },
        series: [
          {
            type: 'graph',
            layout: 'none',
            roam: true,
            left: 0,
            right: 0,
            top: 0,
            bottom: 0,
            data: [...data, ...corners([...places.values()], this.chart.getHeight() / this.chart.getWidth())],
            links,
            edgeSymbol: ['none', 'arrow'],
            edgeSymbolSize: 8,
            lineStyle: { curveness: 0.12 },
            label: { show: true, position: 'bottom', color: colour('text'), fontSize: 11, lineHeight: 14 },
            emphasis: { focus: 'adjacency' },
          },
        ],
      },
      { notMerge: true },
    );
  }

  private describe(p: { dataType: string; data: { id: string; edge: api.Edge } }): string {
    if (p.dataType === 'edge') {
      const { basis, confidence, reason } = p.data.edge;
      return wrapped(`${basis}, confidence ${percent(confidence)}\n${reason}`);
    }
    const event = this.picture!.nodes.get(p.data.id)!.event;
    return wrapped(`${event.component_id}  ${dateTime(event.timestamp_ms, true)}\n${words(event)}`);
  }

  render() {
    return html`
      <div class="head bar">
        <label>Event
          <input
            data-testid="event-id"
            spellcheck="false"
            placeholder="id, or choose one in the stream or on the timeline"
            .value=${store.view.event}
            @change=${(e: Event) => store.show({ event: (e.target as HTMLInputElement).value.trim() })}
          />
        </label>
        ${this.picture
          ? html`<span class="muted" data-testid="graph-nodes" data-count=${this.picture.nodes.size}>
              ${this.picture.nodes.size} events, ${this.picture.edges.length} links${this.picture.truncated
                ? ' (the nearest and surest ones; TRAVERSE gives all)'
                : ''}
            </span>`
          : nothing}
        <span class="grow"></span>
        ${this.loading ? html`<span class="muted" role="status">Tracing…</span>` : nothing}
      </div>
      ${this.problem
        ? html`<p class="note bad problem" role="alert" data-testid="causes-problem">
            The causes cannot be read: ${this.problem}
          </p>`
        : nothing}
      ${!store.view.event && !this.problem
        ? html`<div class="empty" data-testid="causes-empty">
            Choose an event: click an error in the live stream, a red mark on the timeline, or an event id in a TimeQL
            result.
          </div>`
        : nothing}
      <div class="graph ${this.picture && isLow(this.picture) ? 'low' : ''}" ?hidden=${this.picture === null} role="img" aria-label="Graph of causes and effects; the list below says the same" data-testid="graph"></div>
      ${this.picture ? this.renderWords(this.picture) : nothing}
    `;
  }

  private renderWords(picture: Picture) {
    const { event, roots } = picture;
    return html`<div class="words">
      <div class="legend muted bar">
        <span><i class="is-root"></i>root cause</span>
        <span><i class="is-chosen"></i>chosen event</span>
        <span><i class="is-error"></i>error</span>
        <span><i class="is-other"></i>other</span>
        <span>Cause → effect; thicker is surer. Drag to move, wheel to zoom.</span>
      </div>
      ${event
        ? html`<div>
            <h3>The chosen event</h3>
            <span class="mono">${dateTime(event.timestamp_ms, true)}</span> <b>${event.component_id}</b>
            <div class="message ${failed(event) ? 'error' : ''}" data-testid="chosen-event">${words(event)}</div>
          </div>`
        : nothing}
      ${roots.causes.length === 0
        ? html`<p class="note" data-testid="no-root-cause">
            No cause is known for this event. ${roots.note ?? ''}
          </p>`
        : roots.causes.map((cause, i) => this.renderCause(cause, i))}
      ${roots.causes.length > 0 && roots.note ? html`<p class="note careful">${roots.note}</p>` : nothing}
    </div>`;
  }

  private renderCause(cause: api.RootCauses['causes'][number], index: number) {
    const { event } = cause;
    return html`<div class="root ${index === 0 ? '' : 'other'}" data-testid="root-cause" data-event=${event.id}>
      <h3>${index === 0 ? 'Root cause' : 'Or'}: ${cause.component_id}, score ${percent(cause.score)}</h3>
      <div>
        <span class="mono">${dateTime(event.timestamp_ms, true)}</span>
        ${this.leadTime(event)}
        <button class="quiet" @click=${() => store.show({ at: event.timestamp_ms - 1, tab: 'state' })}>
          state just before it
        </button>
        <button class="quiet" @click=${() => store.show({ at: event.timestamp_ms, event: event.id })}>
          look from there
        </button>
      </div>
      <div class="message">${words(event)}</div>
      <div class="muted">${cause.reason}</div>
      ${cause.chain.length > 0
        ? html`<ol>
            ${cause.chain.map(
              (link) => html`<li data-testid="cause-link">
                <b>${short(link.from.component_id)}</b> → <b>${short(link.to.component_id)}</b>
                <span class="chip">${link.edge.basis}</span> <span class="chip">${percent(link.edge.confidence)}</span>
                <div class="muted">${link.edge.reason}</div>
                <div class="message">${words(link.to)}</div>
              </li>`,
            )}
          </ol>`
        : nothing}
    </div>`;
  }

  private leadTime(event: api.EventData) {
    const chosen = this.picture?.event;
    const ms = chosen ? chosen.timestamp_ms - event.timestamp_ms : 0;
    return ms > 0 ? html`<span class="chip">${span(ms)} earlier</span>` : nothing;
  }
}
customElements.define('rv-causes', RvCauses);
