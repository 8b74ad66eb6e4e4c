let fallback = '';

/** The server that elements without `base` talk to: the one that the script came from. */
export function defaultBase(): string {
  return fallback;
}

export function takeBaseFrom(script: string | null | undefined): void {
  if (script && /^https?:/.test(script)) fallback = new URL(script).origin;
}
