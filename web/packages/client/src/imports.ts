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
  header: string[];
  rows: string[][];
  suggested_target: string | null;
  suggested_columns: Record<string, string>;
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

/** Imported rows in file order; `line` is where the row stands in the file. */
export interface ImportedRows {
  columns: string[];
  items: { line: number; values: Record<string, unknown> }[];
  next_after: number | null;
}
