/** The parts of ECharts that the page uses, and its colours. */
import { BarChart, GraphChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([
  BarChart,
  GraphChart,
  ScatterChart,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  CanvasRenderer,
]);

export type Chart = echarts.ECharts;

/** A chart that fills the element and keeps to its size. */
export function chartIn(element: HTMLElement): Chart {
  const chart = echarts.init(element, undefined, { renderer: 'canvas' });
  new ResizeObserver(() => chart.resize()).observe(element);
  return chart;
}

/** The page's colour of that name. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

/** A tooltip drawn on the canvas: as HTML it would need styles that the page's policy forbids. */
export function tooltip() {
  return {
    renderMode: 'richText' as const,
    confine: true,
    backgroundColor: colour('panel'),
    borderColor: colour('line'),
    textStyle: { color: colour('text'), fontSize: 12 },
  };
}

/** Calls back when the colours change between light and dark. */
export function onColours(changed: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
}
