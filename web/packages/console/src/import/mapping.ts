import type { ImportTarget, Preview, TargetField } from '@meanwhile/client';

/** Which column of the file goes into which field; a field without an entry stays empty. */
export type Mapping = Readonly<Record<string, string>>;

/** The columns that the server suggests for this target, or what their names say. */
export function suggest(target: ImportTarget, preview: Preview): Mapping {
  const known = preview.suggested_target === target.name ? preview.suggested_columns : {};
  const mapping: Record<string, string> = {};
  const free = new Set(preview.header);
  for (const field of target.fields) {
    const column = known[field.name];
    if (column !== undefined && free.delete(column)) mapping[field.name] = column;
  }
  for (const field of target.fields) {
    if (mapping[field.name] !== undefined) continue;
    const column = [...free].find(name => sounds(field, name));
    if (column === undefined) continue;
    free.delete(column);
    mapping[field.name] = column;
  }
  return mapping;
}

/** The required fields that no column goes into. */
export function missing(target: ImportTarget, mapping: Mapping): TargetField[] {
  return target.fields.filter(field => field.required && !mapping[field.name]);
}

/** The columns that are left out. */
export function unused(preview: Preview, mapping: Mapping): string[] {
  const taken = new Set(Object.values(mapping));
  return preview.header.filter(column => !taken.has(column));
}

/** The first value of a column, as an example. */
export function sample(preview: Preview, column: string | undefined): string {
  const index = column === undefined ? -1 : preview.header.indexOf(column);
  return index < 0 ? '' : (preview.rows.map(row => row[index]).find(Boolean) ?? '');
}

function sounds(field: TargetField, column: string): boolean {
  return [field.name, field.title, ...field.aliases].some(name => plain(name) === plain(column));
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
