/** Times are epoch milliseconds, shown in UTC. */

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `2024-01-15 15:47:23`, with milliseconds where they are not zero or asked for. */
export function dateTime(ms: number, millis = ms % 1000 !== 0): string {
  const iso = new Date(ms).toISOString();
  return iso.slice(0, 10) + ' ' + iso.slice(11, millis ? 23 : 19);
}

export function clockTime(ms: number, millis = false): string {
  return new Date(ms).toISOString().slice(11, millis ? 23 : 19);
}

/** ISO-8601 in UTC, as TimeQL and URLs take it. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** Milliseconds of `15m`, `1h`; null where it is no duration. */
export function duration(text: string): number | null {
  const match = /^(\d+)(ms|s|m|h|d)$/.exec(text.trim());
  return match ? Number(match[1]) * UNITS[match[2]] : null;
}

/** A length of time in its largest fitting unit: `850 ms`, `12.5 s`, `5 min`. */
export function span(ms: number): string {
  const n = Math.abs(ms);
  if (n < 1_000) return `${Math.round(ms)} ms`;
  if (n < 60_000) return `${trim(ms / 1_000)} s`;
  if (n < 3_600_000) return `${trim(ms / 60_000)} min`;
  if (n < 86_400_000) return `${trim(ms / 3_600_000)} h`;
  return `${trim(ms / 86_400_000)} d`;
}

/** Reads what a person types into a time field, in UTC; null where it is no time. */
export function parseTime(text: string): number | null {
  const plain = text.trim();
  if (/^\d{10,}$/.test(plain)) return Number(plain);
  const zoned = /[zZ]$|[+-]\d\d:?\d\d$/.test(plain) ? plain : plain + 'Z';
  const ms = Date.parse(zoned.replace(' ', 'T'));
  return Number.isFinite(ms) ? ms : null;
}

function trim(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

/** The installation's clock, which may show another time than the browser's and run faster. */
export class ServerClock {
  private at = Date.now();
  private speed = 1;
  private read = performance.now();
  known = false;

  set(nowMs: number, speed: number): void {
    this.at = nowMs;
    this.speed = speed;
    this.read = performance.now();
    this.known = true;
  }

  now(): number {
    return Math.round(this.at + (performance.now() - this.read) * this.speed);
  }
}
