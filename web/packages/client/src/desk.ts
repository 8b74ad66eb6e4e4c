import type { Api, Parameter } from './api.ts';
import type {
  Appointment,
  AppointmentEntry,
  AppointmentSaved,
  AppointmentType,
  Client,
  ClientSaved,
  Clinic,
  DemoPartner,
  DeskPage,
  DeskSummary,
  Driver,
  DriverSaved,
  Saved,
  Suggestion,
  Transit,
} from './desk-types.ts';

type Query = Record<string, Parameter>;

/** Pages of a period are read one after the other, but never more than these. */
const MOST_PAGES = 10;

/** The calls of the booking desk. */
export class Desk {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  clients(query: Query = {}, signal?: AbortSignal): Promise<DeskPage<Client>> {
    return this.#read('/api/clients', query, signal);
  }

  client(knumber: string, signal?: AbortSignal): Promise<Client> {
    return this.#read(`/api/clients/${name(knumber)}`, {}, signal);
  }

  drivers(signal?: AbortSignal): Promise<Driver[]> {
    return this.#all('/api/drivers', {}, signal);
  }

  driver(id: string, signal?: AbortSignal): Promise<Driver> {
    return this.#read(`/api/drivers/${name(id)}`, {}, signal);
  }

  clinics(signal?: AbortSignal): Promise<Clinic[]> {
    return this.#all('/api/clinics', {}, signal);
  }

  appointmentTypes(signal?: AbortSignal): Promise<AppointmentType[]> {
    return this.#all('/api/appointment-types', {}, signal);
  }

  appointments(query: Query, signal?: AbortSignal): Promise<Appointment[]> {
    return this.#all('/api/appointments', query, signal);
  }

  appointment(id: string, signal?: AbortSignal): Promise<Appointment> {
    return this.#read(`/api/appointments/${name(id)}`, {}, signal);
  }

  summary(signal?: AbortSignal): Promise<DeskSummary> {
    return this.#read('/api/desk/summary', {}, signal);
  }

  suggestions(
    query: { client: string; clinic: string; starts_at: string; duration_minutes?: string },
    signal?: AbortSignal,
  ) {
    return this.#read<Suggestion[] | DeskPage<Suggestion>>('/api/desk/suggestions', query, signal).then(
      itemsOf,
    );
  }

  transit(client: string, clinic: string, signal?: AbortSignal): Promise<Transit> {
    return this.#read('/api/desk/transit', { client, clinic }, signal);
  }

  trips(from: string, to: string, signal?: AbortSignal): Promise<Appointment[]> {
    return this.#all('/api/desk/trips', { from, to }, signal);
  }

  /** Adds a client, or changes the one that still has this version. The same `key` twice is one client. */
  saveClient(client: object, key: string, known?: { id: string; version: number }): Promise<ClientSaved> {
    return this.#save('/api/clients', client, key, known);
  }

  saveDriver(driver: object, key: string, known?: { id: string; version: number }): Promise<DriverSaved> {
    return this.#save('/api/drivers', driver, key, known);
  }

  saveClinic(clinic: object, key: string, known?: { id: string; version: number }): Promise<Saved> {
    return this.#save('/api/clinics', clinic, key, known);
  }

  saveAppointment(
    appointment: AppointmentEntry,
    key: string,
    known?: { id: string; version: number },
  ): Promise<AppointmentSaved> {
    return this.#save('/api/appointments', appointment, key, known);
  }

  /** Adds all of them, or none. */
  saveAppointments(
    items: AppointmentEntry[],
    key: string,
  ): Promise<Saved & { appointments?: Appointment[] }> {
    return this.#api.ask('POST', '/api/appointments/bulk', { items }, {}, { headers: keyed(key) });
  }

  cancelAppointment(appointment: Appointment, reason: string, key: string): Promise<AppointmentSaved> {
    const path = `/api/appointments/${name(appointment.id)}/cancellation`;
    return this.#api.ask('POST', path, { reason }, {}, { headers: keyed(key) });
  }

  /** The simulated services of a demo; refused with 404 where there are none. */
  demoPartners(signal?: AbortSignal): Promise<DemoPartner[]> {
    return this.#read<DemoPartner[] | DeskPage<DemoPartner>>('/api/demo/partners', {}, signal).then(itemsOf);
  }

  demoPartner(partner: string, mood: string): Promise<unknown> {
    return this.#api.ask('POST', `/api/demo/partners/${name(partner)}`, { mood });
  }

  demoCrash(): Promise<unknown> {
    return this.#api.ask('POST', '/api/demo/crash');
  }

  #read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
    return this.#api.ask('GET', path, undefined, query, { signal });
  }

  async #all<T>(path: string, query: Query, signal?: AbortSignal): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page: T[] | DeskPage<T> = await this.#read(path, { ...query, cursor }, signal);
      if (Array.isArray(page)) return page;
      items.push(...page.items);
      cursor = page.next_cursor ?? null;
      if (!cursor) break;
    }
    return items;
  }

  #save<T>(path: string, body: object, key: string, known?: { id: string; version: number }): Promise<T> {
    if (!known) return this.#api.ask('POST', path, body, {}, { headers: keyed(key) });
    const headers = { ...keyed(key), 'If-Match': `"${known.version}"` };
    return this.#api.ask(
      'PUT',
      `${path}/${name(known.id)}`,
      { ...body, version: known.version },
      {},
      { headers },
    );
  }
}

function name(id: string): string {
  return encodeURIComponent(id);
}

function keyed(key: string): Record<string, string> {
  return { 'Idempotency-Key': key };
}

function itemsOf<T>(page: T[] | DeskPage<T>): T[] {
  return Array.isArray(page) ? page : page.items;
}
