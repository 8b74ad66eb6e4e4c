-- The policies say who works at the desk. What partners answered is written by the house alone.
grant select, insert, update on meanwhile.destinations, meanwhile.clients, meanwhile.drivers, meanwhile.appointment_types,
                                meanwhile.appointments, meanwhile.desk_requests to meanwhile_person;
grant select on meanwhile.client_drive_times, meanwhile.driver_clinic_preferences to meanwhile_person;
grant usage on sequence meanwhile.client_numbers to meanwhile_person;
