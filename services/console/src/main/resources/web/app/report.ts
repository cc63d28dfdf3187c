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
  const complete = report.complete === true && !report.error;
  return html`<details
    class="note report ${complete ? '' : 'bad'}"
    data-testid="report"
    data-complete=${complete}
    role=${complete ? 'note' : 'alert'}
  >
    <summary>
      ${complete ? completeness(report) : html`<b>Partial: this is not the whole answer.</b>`} ${summary(report)}
      ${sentences(report).map((text) => html`<div data-testid="report-sentence">${text}</div>`)}
    </summary>
    <pre>${lines(report)}</pre>
  </details>`;
}

function completeness(report: Report): string {
  return report.assumed_order ? 'Complete if times rise in large files, which is not known yet.' : 'Complete.';
}

/** What nobody should have to open the report for. */
function sentences(report: Report): string[] {
  return [
    ...(report.error ? [report.error.detail] : []),
    ...(report.nodes?.failed ?? []).map((f) => `${f.node} did not answer: ${f.reason}`),
    ...(report.limits ?? []),
    ...(report.unknown_fields ?? []).map(unknownField),
    ...(report.warnings ?? []),
  ];
}

function unknownField(unknown: { field: string; nearest: string[] | string | null }): string {
  const near = [unknown.nearest ?? []].flat();
  return `no record had the field ${unknown.field}` + (near.length > 0 ? `; there is ${near.join(', ')}` : '');
}

function summary(report: Report): string {
  const parts: string[] = [];
  const asked = report.nodes?.asked?.length ?? 0;
  if (asked > 0) parts.push(`${report.nodes!.answered.length} of ${asked} asked answered`);
  if (typeof report.records === 'number' && report.records > 0) {
    parts.push(`${report.records.toLocaleString('en')} records`);
  }
  const unknown = report.records_without_format;
  if (typeof unknown === 'number' && unknown > 0) {
    parts.push(`${unknown.toLocaleString('en')} of no known format`);
  }
  if (typeof report.bytes === 'number' && report.bytes > 0) parts.push(bytes(report.bytes));
  if (typeof report.elapsed_ms === 'number') parts.push(span(report.elapsed_ms));
  return parts.join(', ');
}

function bytes(n: number): string {
  if (n < 1024) return `${n} B`;
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length, Math.floor(Math.log2(n) / 10));
  return `${(n / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}

/** One line a member; what is empty is left out. */
function lines(report: Report): string {
  return Object.entries(report)
    .filter(([, value]) => !isEmpty(value))
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${text(value as Json)}`)
    .join('\n');
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0) return true;
  return typeof value === 'object' && Object.values(value!).every(isEmpty);
}

function text(value: Json): string {
  if (Array.isArray(value)) return value.map((item) => '\n  ' + text(item)).join('');
  if (value !== null && typeof value === 'object') {
    return Object.entries(value)
      .filter(([, member]) => !isEmpty(member))
      .map(([name, member]) => `\n  ${name.replaceAll('_', ' ')}: ${plain(member)}`)
      .join('');
  }
  return shown(value);
}

function plain(value: Json): string {
  return Array.isArray(value) ? value.map(shown).join(', ') : shown(value);
}
