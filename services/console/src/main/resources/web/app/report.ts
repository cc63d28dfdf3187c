import { html, nothing } from 'lit';
import type { Report } from './api';
import { Json, shown } from './diff';
import { span } from './time';

/** What an answer says of its own completeness: quiet where it is complete, loud where it is not. */
export function renderReport(report: Report | null, running: boolean) {
  if (report === null) {
    return running
      ? nothing
      : html`<div class="note bad report" role="alert" data-testid="report" data-complete="false">
          <b>The answer broke off before its report.</b> What is shown may be a part of it.
        </div>`;
  }
  const complete = report.complete !== false && !report.error;
  return html`<details
    class="note report ${complete ? '' : 'bad'}"
    data-testid="report"
    data-complete=${complete}
    ?open=${!complete}
    role=${complete ? 'note' : 'alert'}
  >
    <summary>
      ${complete
        ? html`Complete. ${summary(report)}`
        : html`<b>Partial: this is not the whole answer.</b> ${summary(report)}`}
    </summary>
    ${report.error ? html`<p class="error">${explain(report.error)}</p>` : nothing}
    <pre>${lines(report)}</pre>
  </details>`;
}

function summary(report: Report): string {
  const parts: string[] = [];
  const asked = count(report.nodes_asked);
  const answered = count(report.nodes_answered);
  if (asked !== null && answered !== null) parts.push(`${answered} of ${asked} nodes answered`);
  if (typeof report.records === 'number') parts.push(`${report.records.toLocaleString('en')} records`);
  if (typeof report.bytes === 'number') parts.push(bytes(report.bytes));
  if (typeof report.elapsed_ms === 'number') parts.push(span(report.elapsed_ms));
  return parts.join(', ');
}

function count(value: Json | undefined): number | null {
  if (typeof value === 'number') return value;
  return Array.isArray(value) ? value.length : null;
}

function bytes(n: number): string {
  if (n < 1024) return `${n} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length, Math.floor(Math.log2(n) / 10));
  return `${(n / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}

function explain(error: Json): string {
  if (error !== null && typeof error === 'object' && !Array.isArray(error)) {
    return shown(error.detail ?? error.message ?? error);
  }
  return shown(error);
}

/** One line a member; what is empty is left out. */
function lines(report: Report): string {
  return Object.entries(report)
    .filter(([name, value]) => name !== 'error' && !isEmpty(value))
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${text(value)}`)
    .join('\n');
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === 0) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function text(value: Json | undefined): string {
  if (Array.isArray(value)) {
    return value.every((v) => v === null || typeof v !== 'object')
      ? value.map(shown).join(', ')
      : value.map((v) => '\n  ' + shown(v)).join('');
  }
  return shown(value);
}
