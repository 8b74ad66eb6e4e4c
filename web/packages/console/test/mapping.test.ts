import type { ImportTarget, Preview } from '@meanwhile/client';
import { describe, expect, it } from 'vitest';
import { missing, sample, suggest, unused } from '../src/import/mapping.ts';

const places: ImportTarget = {
  name: 'places',
  title: 'Places',
  fields: [
    { name: 'name', title: 'Name', required: true, aliases: ['city'] },
    { name: 'postal_code', title: 'Postal code', required: true, aliases: ['zip code'] },
    { name: 'region', title: 'Region', required: false, aliases: [] },
  ],
};

function preview(fields: Partial<Preview> = {}): Preview {
  return {
    source_type: 'csv',
    encoding: 'UTF-8',
    separator: ',',
    quote: '"',
    first_row_is_header: true,
    header: ['Zip_Code', 'City', 'Extra'],
    rows: [
      ['', 'Agawam', 'x'],
      ['01002', 'Amherst', 'y'],
    ],
    suggested_target: null,
    suggested_columns: {},
    total: 2,
    name: 'places.csv',
    size: 10,
    ...fields,
  };
}

describe('mapping of columns', () => {
  it('goes by names and aliases, whatever their spelling', () => {
    expect(suggest(places, preview())).toEqual({ name: 'City', postal_code: 'Zip_Code' });
  });

  it('believes the server first, and uses no column twice', () => {
    const told = preview({ suggested_target: 'places', suggested_columns: { region: 'City', name: 'Gone' } });
    expect(suggest(places, told)).toEqual({ region: 'City', postal_code: 'Zip_Code' });
  });

  it('ignores what the server suggests for another target', () => {
    const told = preview({ suggested_target: 'contacts', suggested_columns: { region: 'Extra' } });
    expect(suggest(places, told).region).toBeUndefined();
  });

  it('knows what is missing and what is left out', () => {
    expect(missing(places, { name: 'City' }).map(field => field.title)).toEqual(['Postal code']);
    expect(unused(preview(), { name: 'City' })).toEqual(['Zip_Code', 'Extra']);
  });

  it('gives the first value as an example', () => {
    expect(sample(preview(), 'Zip_Code')).toBe('01002');
    expect(sample(preview(), undefined)).toBe('');
  });
});
