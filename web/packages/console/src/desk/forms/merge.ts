/** What a form holds, as text. */
export type Values = Record<string, string>;

/** A field that two people changed, each to something else. */
export interface Clash {
  name: string;
  mine: string;
  theirs: string;
}

export interface Merged {
  values: Values;
  /** What somebody else changed, and this form now shows. */
  taken: { name: string; before: string; now: string }[];
  clashes: Clash[];
}

/** Brings together what I typed and what somebody else saved, both starting from `base`. Where both changed a field, mine stays until I say. */
export function merge(base: Values, mine: Values, theirs: Values): Merged {
  const merged: Merged = { values: { ...mine }, taken: [], clashes: [] };
  for (const name of Object.keys(theirs)) {
    const [before, now, typed] = [base[name] ?? '', theirs[name] ?? '', mine[name] ?? ''];
    if (now === before || now === typed) continue;
    if (typed === before) {
      merged.values[name] = now;
      merged.taken.push({ name, before, now });
    } else {
      merged.clashes.push({ name, mine: typed, theirs: now });
    }
  }
  return merged;
}
