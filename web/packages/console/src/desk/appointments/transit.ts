import type { Client, Transit } from '@meanwhile/client';

export const HINT = 'Travel times are still being calculated. Transit time may need to be entered manually.';

/** The way to a clinic as far as the client's own data tells it: a page must not break while travel times are missing. */
export function transitFrom(client: Client, clinic: string): Transit {
  const home = [client.address, client.city, [client.state, client.zip].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  const known = client.clinic_travel_times?.find(one => one.clinic_id === clinic);
  return {
    minutes: known?.minutes ?? null,
    source: known ? (known.estimated ? 'estimate' : 'travel_times') : null,
    pickup_address: known?.pickup_address ?? home,
    hint: isCalculating(client) ? HINT : null,
  };
}

/** Whether the travel times of a client are still to come. */
export function isCalculating(client: Pick<Client, 'clinic_travel_times' | 'travel_times'>): boolean {
  return client.clinic_travel_times === null && client.travel_times !== 'none';
}

const SOURCES: Record<string, string> = {
  travel_times: 'From the client’s travel times.',
  calculated: 'Calculated for this appointment.',
  estimate: 'An estimate, until it is calculated.',
  manual: 'Entered by hand; it is not calculated again.',
};

/** Where a transit time comes from, in a sentence; nothing while there is none. */
export function sourceWords(source: string | null): string {
  return SOURCES[source ?? ''] ?? '';
}
