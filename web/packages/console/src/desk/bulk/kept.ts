import type { Row } from './rows.ts';

const KEY = 'meanwhile-draft:bulk';

/** Rows that were typed and not saved yet. */
export function readRows(): Row[] | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Row[] | null;
  } catch {
    return null;
  }
}

export function keepRows(rows: Row[] | null): void {
  try {
    if (rows) sessionStorage.setItem(KEY, JSON.stringify(rows));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Without storage they live as long as the page.
  }
}
