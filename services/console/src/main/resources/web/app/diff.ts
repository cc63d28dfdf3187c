/** What differs between two states, by path. */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export interface PathValue {
  /** Member names joined by dots; the whole state is the empty path. */
  path: string;
  value: Json | undefined;
  /** What was there before; only where it differs. */
  before?: Json | undefined;
  change: 'same' | 'added' | 'changed' | 'removed';
}

/** Every path of either state in order, with what became of it. */
export function comparePaths(before: Json | undefined, after: Json | undefined): PathValue[] {
  const old = flatten(before);
  const fresh = flatten(after);
  const paths = [...new Set([...fresh.keys(), ...old.keys()])].sort(byPath);
  return paths.map((path): PathValue => {
    const value = fresh.get(path);
    if (before === undefined) return { path, value, change: 'same' };
    if (!old.has(path)) return { path, value, change: 'added' };
    if (!fresh.has(path)) return { path, value, before: old.get(path), change: 'removed' };
    const was = old.get(path);
    return JSON.stringify(was) === JSON.stringify(value)
      ? { path, value, change: 'same' }
      : { path, value, before: was, change: 'changed' };
  });
}

/** Leaves by path; arrays of plain values and empty containers are leaves. */
function flatten(json: Json | undefined): Map<string, Json> {
  const leaves = new Map<string, Json>();
  if (json !== undefined) collect(json, '', leaves);
  return leaves;
}

function collect(json: Json, path: string, leaves: Map<string, Json>): void {
  const nested = json !== null && typeof json === 'object';
  const entries = nested ? Object.entries(json) : [];
  const plainArray = Array.isArray(json) && json.every((v) => v === null || typeof v !== 'object');
  if (!nested || entries.length === 0 || plainArray) {
    leaves.set(path, json);
    return;
  }
  for (const [name, value] of entries) collect(value, path ? `${path}.${name}` : name, leaves);
}

function byPath(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A value as one short text. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return '—';
  if (typeof value === 'string') return value;
  return JSON.stringify(value);
}
