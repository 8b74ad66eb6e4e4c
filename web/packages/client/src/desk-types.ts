/** The JSON of the booking desk. Instants are UTC; a zone is a name such as `America/New_York`. */

export interface ClinicTravelTime {
  clinic_id: string;
  clinic: string;
  minutes: number;
  meters: number | null;
  provider: string | null;
  estimated: boolean;
  pickup_address: string | null;
}

export interface DriveTime {
  driver_id: string;
  driver_name?: string;
  name?: string;
  knumber?: string;
  minutes: number;
  meters: number | null;
  provider: string | null;
  estimated: boolean;
  calculated_at: string | null;
}

export interface Client {
  knumber: string;
  first_name: string;
  last_name: string;
  phone: string | null;
  email: string | null;
  address: string;
  city: string;
  state: string;
  zip: string;
  primary_clinic_id: string | null;
  primary_clinic?: string | null;
  notes: string | null;
  active: boolean;
  /** Null while they are still being calculated. */
  clinic_travel_times: ClinicTravelTime[] | null;
  /** `none` when nobody knows where the client lives. */
  travel_times?: 'ready' | 'calculating' | 'none';
  quo_contact_id: string | null;
  version: number;
  created_at: string;
  updated_at: string;
  /** Told where a single client is read. */
  drive_times?: DriveTime[];
}

export interface ClinicPreference {
  clinic_id: string;
  clinic?: string;
  clinic_name?: string;
  minutes: number;
  rank: number;
  estimated: boolean;
}

export interface Driver {
  id: string;
  full_name: string;
  phone: string | null;
  email: string | null;
  home_address: string | null;
  home_city: string | null;
  home_state: string | null;
  home_zip: string | null;
  active: boolean;
  colour: string | null;
  calendar_id: string | null;
  calendar_ical_url: string | null;
  version: number;
  /** Told where a single driver is read. */
  preferences?: ClinicPreference[];
  drive_times?: DriveTime[];
}

export interface Clinic {
  id: string;
  name: string;
  address: string;
  city: string;
  state: string;
  zip: string;
  phone: string | null;
  active: boolean;
  version: number;
}

export interface AppointmentType {
  id: string;
  name: string;
  default_minutes: number;
  colour: string | null;
  active: boolean;
}

export type AppointmentStatus = 'scheduled' | 'confirmed' | 'completed' | 'cancelled' | 'no_show';
export type TransitSource = 'travel_times' | 'calculated' | 'estimate' | 'manual';

export interface Conflict {
  appointment_id: string;
  sentence: string;
}

export interface Appointment {
  id: string;
  knumber: string;
  client_name: string;
  driver_id: string | null;
  driver_name: string | null;
  clinic_id: string;
  clinic_name: string;
  appointment_type_id: string | null;
  type_name: string | null;
  starts_at: string;
  zone: string;
  duration_minutes: number;
  transit_minutes: number | null;
  transit_source: TransitSource | null;
  pickup_address: string | null;
  status: AppointmentStatus;
  notes: string | null;
  calendar_event_id: string | null;
  cancel_reason: string | null;
  version: number;
  conflicts?: Conflict[];
  travel_times?: 'ready' | 'calculating' | 'none';
}

/** What a person enters of an appointment. */
export interface AppointmentEntry {
  knumber: string;
  driver_id: string | null;
  clinic_id: string;
  appointment_type_id: string | null;
  starts_at: string;
  zone: string;
  duration_minutes: number;
  transit_minutes: number | null;
  transit_source: TransitSource | null;
  pickup_address: string | null;
  status: AppointmentStatus;
  notes: string | null;
}

export interface DeskPage<T> {
  items: T[];
  next_cursor: string | null;
  total_estimate?: number | null;
}

/** The answer to a change: saved, and what goes on meanwhile. */
export interface Saved {
  success: boolean;
  message: string;
  tasks: { id: string; task_type: string }[];
}
export type ClientSaved = Saved & { client_id: string; client: Client };
export type DriverSaved = Saved & { driver_id: string; driver: Driver };
export type AppointmentSaved = Saved & { appointment_id: string; appointment: Appointment };

export interface Suggestion {
  driver_id: string;
  name: string;
  minutes: number | null;
  meters: number | null;
  estimated: boolean;
  free: boolean;
}

/** How long the way takes, from where, and a sentence while that is not known. */
export interface Transit {
  minutes: number | null;
  source: TransitSource | null;
  pickup_address: string | null;
  hint: string | null;
}

/** The day of the desk, on its own clocks. */
export interface DeskSummary {
  date: string;
  zone: string;
  today: Appointment[];
  /** Of the next two weeks, the first of them. */
  unassigned: Appointment[];
  clients_without_travel_times: number;
  clients: number;
  drivers: number;
}

/** One of the simulated services of a demo. */
export interface DemoPartner {
  name: string;
  title?: string;
  mood: string;
  [more: string]: unknown;
}
