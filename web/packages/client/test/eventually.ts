import { vi } from 'vitest';

/** Waits until the check holds; patient, because the machine may be busy. */
export function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 15_000, interval: 10 });
}
