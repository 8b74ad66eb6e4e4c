import { ownZone } from '../zoned.ts';

/** The zones to choose from: the appointment's own, the reader's, and those of the country. */
export function zoneChoices(now: string): [string, string][] {
  const usual = [
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Phoenix',
    'America/Los_Angeles',
    'America/Anchorage',
    'Pacific/Honolulu',
  ];
  return [...new Set([now, ownZone(), ...usual])].map(zone => [zone, zone.replaceAll('_', ' ')]);
}
