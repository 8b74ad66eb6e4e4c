/** The JSON of the data import. */

export type SourceType = 'csv' | 'jsonl' | 'api';

export interface TargetField {
  name: string;
  title: string;
  required: boolean;
  aliases: string[];
}

/** Where rows can go: a named table with the fields that it takes. */
export interface ImportTarget {
  name: string;
  title: string;
  fields: TargetField[];
}

export interface Preview {
  source_type: SourceType;
  encoding: string | null;
  separator: string | null;
  quote: string | null;
  /** Whether the file itself names its columns. */
  first_row_is_header: boolean;
  header: string[];
  rows: string[][];
  suggested_target: string | null;
  suggested_columns: Record<string, string>;
  total: number;
  name: string;
  size: number;
}

export interface PreviewQuery {
  upload_id: string;
  source_type?: string;
  encoding?: string;
  separator?: string;
  header?: string;
  target?: string;
}

/** What a finished import leaves in `output_data`. */
export interface ImportResult {
  imported: number;
  skipped: number;
  rows: number;
  rejects_url: string | null;
  seconds: number;
}

/** How far an import came, whether it still runs, has ended, or was stopped. */
export interface ImportState {
  task_id: string;
  target: string;
  columns: string[];
  total: number | null;
  done: number;
  imported: number;
  skipped: number;
  sentence: string;
}

/** A row as it was imported: where it stands in the file, and the fields of its target. */
export interface ImportedRow {
  line: number;
  [field: string]: string | number | null;
}

/** Imported rows in file order. */
export interface ImportedRows {
  items: ImportedRow[];
  next_after: number | null;
}
