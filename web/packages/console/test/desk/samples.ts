import type { Appointment, Client } from '../../../client/src/index.ts';

export function aClient(fields: Partial<Client> = {}): Client {
  return {
    knumber: 'K0001001',
    first_name: 'John',
    last_name: 'Smith',
    phone: '+18135550123',
    email: null,
    address: '12 Oak Street',
    city: 'Tampa',
    state: 'FL',
    zip: '33602',
    primary_clinic_id: 'clinic-1',
    notes: null,
    active: true,
    clinic_travel_times: null,
    travel_times: 'calculating',
    quo_contact_id: null,
    version: 1,
    created_at: '2026-11-22T10:00:00Z',
    updated_at: '2026-11-22T10:00:00Z',
    ...fields,
  };
}

export function anAppointment(fields: Partial<Appointment> = {}): Appointment {
  return {
    id: 'appointment-1',
    knumber: 'K0001001',
    client_name: 'John Smith',
    driver_id: null,
    driver_name: null,
    clinic_id: 'clinic-1',
    clinic_name: 'Harbour Clinic',
    appointment_type_id: 'type-1',
    type_name: 'Check-up',
    starts_at: '2026-11-23T14:30:00Z',
    zone: 'America/New_York',
    duration_minutes: 30,
    transit_minutes: null,
    transit_source: null,
    pickup_address: null,
    status: 'scheduled',
    notes: null,
    calendar_event_id: null,
    cancel_reason: null,
    version: 1,
    ...fields,
  };
}
