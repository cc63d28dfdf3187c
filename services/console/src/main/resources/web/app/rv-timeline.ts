import { LitElement, css, html, nothing } from 'lit';
import * as api from './api';
import { Chart, chartIn, colour, onColours, tooltip } from './charts';
import { base } from './styles';
import { store, Watching } from './store';
import { clockTime, dateTime, duration, iso, span } from './time';

const RANGES = ['15m', '1h', '6h', '24h', '7d'];
const STEPS = ['1s', '10s', '1m', '5m'];
const BUCKETS = [1, 5, 10, 15, 30, 60, 300, 600, 1800, 3600, 21_600, 86_400];
const LEFT = 44;
const RIGHT = 14;
const EVERYTHING = 'everything';
const REFRESH_MS = 5_000;
const PLAY_MS = 500;

/** Counts over time with errors, and the slider that moves the shown time. */
class RvTimeline extends LitElement {
  static properties = {
    problem: { state: true },
    loaded: { state: true },
    playing: { state: true },
    step: { state: true },
    source: { state: true },
  };
  declare private problem: string;
  declare private loaded: boolean;
  declare private playing: boolean;
  declare private step: string;
  declare private source: string;

  private chart?: Chart;
  private buckets: api.Bucket[] = [];
  private marks: api.ErrorMark[] = [];
  private bucketMs = 30_000;
  private asked = '';
  private abort?: AbortController;
  private player?: number;

  constructor() {
    super();
    this.problem = '';
    this.loaded = false;
    this.playing = false;
    this.step = '10s';
    this.source = 'events';
    new Watching(this, () => this.refresh());
  }

  static styles = [
    base,
    css`
      :host {
        background: var(--panel);
        border-bottom: 1px solid var(--line);
        padding: 6px 14px 8px;
      }
      .plot {
        position: relative;
        height: 118px;
      }
      .chart {
        position: absolute;
        inset: 0;
      }
      .over {
        position: absolute;
        inset: 30px 14px auto 50px;
        text-align: center;
        pointer-events: none;
      }
      .over button {
        pointer-events: auto;
      }
      .slider {
        display: block;
        width: calc(100% - 44px - 14px + 16px);
        margin: 0 0 4px 36px;
      }
      .shown {
        font-weight: 650;
      }
    `,
  ];

  render() {
    const { from, to } = store.range;
    const fits = Math.abs(to - from - (duration(store.view.last) ?? 0)) < 1000;
    return html`
      <div class="plot">
        <div class="chart" role="img" aria-label="Events over time; errors in red" data-testid="timeline"></div>
        ${this.renderOver()}
      </div>
      <input
        class="slider"
        data-testid="time-slider"
        type="range"
        aria-label="Shown time"
        aria-valuetext=${dateTime(store.at)}
        min=${from}
        max=${to}
        step="1"
        .value=${String(Math.min(Math.max(store.at, from), to))}
        @input=${this.slid}
        @keydown=${this.keyed}
      />
      <div class="bar">
        <button data-testid="step-back" title="One step back (←)" @click=${() => this.move(-1)}>◀ ${this.step}</button>
        <button data-testid="play" aria-pressed=${this.playing} @click=${this.play}>
          ${this.playing ? '❚❚ Pause' : '▶ Play'}
        </button>
        <button data-testid="step-forward" title="One step forward (→)" @click=${() => this.move(1)}>
          ${this.step} ▶
        </button>
        <label>Step
          <select data-testid="step-size" @change=${(e: Event) => (this.step = (e.target as HTMLSelectElement).value)}>
            ${STEPS.map((s) => html`<option ?selected=${s === this.step}>${s}</option>`)}
          </select>
        </label>
        <button data-testid="previous-error" @click=${() => this.toError(-1)} ?disabled=${!this.errorFrom(-1)}>
          ◀ Error
        </button>
        <button data-testid="next-error" @click=${() => this.toError(1)} ?disabled=${!this.errorFrom(1)}>
          Error ▶
        </button>
        <span class="grow"></span>
        <span class="muted mono" data-testid="range">${dateTime(from, false)} – ${clockTime(to)}</span>
        <label>Range
          <select data-testid="range-size" @change=${this.ranged}>
            ${fits ? nothing : html`<option value="" selected>${span(to - from)}</option>`}
            ${RANGES.map((r) => html`<option value=${r} ?selected=${fits && r === store.view.last}>last ${r}</option>`)}
            <option value=${EVERYTHING}>everything</option>
          </select>
        </label>
        <label>Count
          <select data-testid="timeline-source" @change=${this.sourced}>
            <option value="events">events</option>
            <option value="logs">log lines</option>
          </select>
        </label>
      </div>
    `;
  }

  private renderOver() {
    if (this.problem) return html`<div class="over error" role="alert">${this.problem}</div>`;
    if (!this.loaded) return html`<div class="over muted">Counting…</div>`;
    if (this.buckets.length === 0) {
      return html`<div class="over muted" data-testid="timeline-empty">
        Nothing in this range.
        <button data-testid="show-everything" @click=${this.showEverything}>Go to where the events are</button>
      </div>`;
    }
    return nothing;
  }

  firstUpdated(): void {
    this.chart = chartIn(this.renderRoot.querySelector('.chart')!);
    this.chart.getZr().on('click', (e: { offsetX: number }) => this.clicked(e.offsetX));
    this.chart.on('click', (e: { data?: unknown; seriesName?: string }) => {
      const mark = (e.data as { mark?: api.ErrorMark } | undefined)?.mark;
      if (mark) store.show({ at: mark.at, event: mark.id, tab: 'causes' });
    });
    onColours(() => this.draw());
    this.refresh();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.player);
    this.abort?.abort();
  }

  /** Asks anew where the range moved by more than a bucket, or time went on. */
  private refresh(): void {
    const { from, to } = store.range;
    const width = to - from;
    this.bucketMs = (BUCKETS.find((s) => width / (s * 1000) <= 150) ?? 86_400) * 1000;
    const turn = store.view.to === null ? Math.floor(performance.now() / REFRESH_MS) : 0;
    const key = `${this.source} ${store.view.to ?? 'now'} ${width} ${turn}`;
    if (key !== this.asked) {
      this.asked = key;
      void this.load(from, to);
    } else {
      this.drawTime();
    }
  }

  private async load(from: number, to: number): Promise<void> {
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    const range = { from: iso(from), to: iso(to), bucket: `${this.bucketMs / 1000} seconds` };
    try {
      const [counted, marks] = await Promise.all([
        api.counts(this.source, range, abort.signal),
        api.errors(this.source, range, abort.signal),
      ]);
      if (abort.signal.aborted) return;
      this.buckets = counted.buckets;
      this.marks = marks.sort((a, b) => a.at - b.at);
      this.problem = counted.report?.complete === false ? 'Counts are partial: not everybody answered.' : '';
    } catch (e) {
      if (abort.signal.aborted) return;
      this.problem = 'The timeline cannot be read: ' + (e as Error).message;
    }
    this.loaded = true;
    this.draw();
    this.requestUpdate();
  }

  private draw(): void {
    if (!this.chart) return;
    const { from, to } = store.range;
    const half = this.bucketMs / 2;
    const highest = Math.max(1, ...this.buckets.map((b) => b.events + b.errors));
    const bar = (pick: (b: api.Bucket) => number) => this.buckets.map((b) => [b.at + half, pick(b)]);
    const axis = { axisLine: { lineStyle: { color: colour('line') } }, axisLabel: { color: colour('muted') } };
    this.chart.setOption(
      {
        useUTC: true,
        animation: false,
        grid: { left: LEFT, right: RIGHT, top: 16, bottom: 22 },
        tooltip: { ...tooltip(), trigger: 'item', formatter: (p: never) => this.describe(p) },
        xAxis: { type: 'time', min: from, max: to, ...axis, splitLine: { show: false } },
        yAxis: {
          type: 'value',
          minInterval: 1,
          splitNumber: 2,
          ...axis,
          splitLine: { lineStyle: { color: colour('line') } },
        },
        series: [
          { name: 'events', type: 'bar', stack: 'n', data: bar((b) => b.events), itemStyle: { color: colour('bar') }, barMinWidth: 1, barMaxWidth: 14, barCategoryGap: '10%' },
          { name: 'errors', type: 'bar', stack: 'n', data: bar((b) => b.errors), itemStyle: { color: colour('error') }, barMinWidth: 1, barMaxWidth: 14 },
          {
            name: 'marks',
            type: 'scatter',
            symbol: 'triangle',
            symbolRotate: 180,
            symbolSize: 8,
            symbolOffset: [0, -7],
            clip: false,
            itemStyle: { color: colour('error') },
            data: this.marks.map((mark) => ({ value: [mark.at, highest], mark })),
            z: 4,
          },
          { name: 'shown', type: 'scatter', data: [], markLine: this.timeLine() },
        ],
      },
      { notMerge: true },
    );
  }

  private timeLine() {
    return {
      silent: true,
      symbol: 'none',
      animation: false,
      label: { show: false },
      lineStyle: { color: colour('accent'), width: 2, type: 'solid' },
      data: [{ xAxis: store.at }],
    };
  }

  private drawTime(): void {
    this.chart?.setOption({ series: [{}, {}, {}, { markLine: this.timeLine() }] });
  }

  private describe(p: { seriesName: string; value: [number, number]; data: { mark?: api.ErrorMark } }): string {
    const { mark } = p.data;
    if (mark) return `${clockTime(mark.at, true)}  ${mark.component}\n${mark.message.slice(0, 90)}`;
    const start = p.value[0] - this.bucketMs / 2;
    return `${clockTime(start)}, ${span(this.bucketMs)}\n${p.value[1]} ${p.seriesName === 'errors' ? 'errors' : 'others'}`;
  }

  private clicked(x: number): void {
    const { from, to } = store.range;
    const width = this.chart!.getWidth() - LEFT - RIGHT;
    const at = Math.round(from + ((x - LEFT) / width) * (to - from));
    if (at >= from && at <= to) store.show({ at });
  }

  private slid(e: Event): void {
    store.show({ at: Number((e.target as HTMLInputElement).value) });
  }

  /** Arrows move by the chosen step instead of a millisecond. */
  private keyed(e: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };
    if (!(e.key in steps)) return;
    e.preventDefault();
    this.move(steps[e.key]);
  }

  private move(steps: number): void {
    const to = store.at + steps * (duration(this.step) ?? 1000);
    if (to >= store.clock.now()) {
      this.stop();
      store.follow();
    } else {
      store.show({ at: to });
    }
  }

  private play(): void {
    if (this.playing) {
      this.stop();
      return;
    }
    this.playing = true;
    this.player = window.setInterval(() => this.move(1), PLAY_MS);
  }

  private stop(): void {
    this.playing = false;
    window.clearInterval(this.player);
  }

  private errorFrom(direction: 1 | -1): api.ErrorMark | undefined {
    const at = store.at;
    return direction > 0 ? this.marks.find((m) => m.at > at) : this.marks.filter((m) => m.at < at).at(-1);
  }

  private toError(direction: 1 | -1): void {
    const mark = this.errorFrom(direction);
    if (mark) store.show({ at: mark.at, event: mark.id });
  }

  private ranged(e: Event): void {
    const last = (e.target as HTMLSelectElement).value;
    if (!last) return;
    if (last === EVERYTHING) {
      void this.showEverything();
      return;
    }
    const { at } = store.view;
    const width = duration(last) ?? 3_600_000;
    if (at === null) store.show({ last });
    else store.show({ last, ...store.around(at, width) });
  }

  private async showEverything(): Promise<void> {
    try {
      const range = await api.logRange();
      if (!range) this.problem = 'The event log is empty.';
      else store.show({ from: range.from, to: Math.max(range.to, range.from + 60_000), at: range.to });
    } catch (e) {
      this.problem = 'The log cannot be asked: ' + (e as Error).message;
    }
  }

  private sourced(e: Event): void {
    this.source = (e.target as HTMLSelectElement).value;
    this.loaded = false;
    this.refresh();
  }
}
customElements.define('rv-timeline', RvTimeline);
