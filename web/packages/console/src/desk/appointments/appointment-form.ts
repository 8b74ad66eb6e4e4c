import type {
  Appointment,
  AppointmentSaved,
  AppointmentStatus,
  Client,
  Transit,
  TransitSource,
} from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { calm } from '../../calm.ts';
import { AskReason } from '../../parts/ask-reason.ts';
import { feed } from '../../session.ts';
import { nameOfClient } from '../clients/client-form.ts';
import { EntryDialog, type Start } from '../forms/entry-dialog.ts';
import { area, choice, line } from '../forms/fields.ts';
import { appointmentTypes, clinics, desk, deskZone, drivers, findZone, listsChanged } from '../lists.ts';
import { clockOf, minutesOf, ownZone } from '../zoned.ts';
import { conflicts } from './agenda.ts';
import './client-picker.ts';
import './driver-suggestions.ts';
import { STATUS_WORDS } from './entry.ts';
import { HINT, sourceWords, transitFrom } from './transit.ts';
import { bodyOf, type Suggested, startsAt, valuesOf } from './values.ts';
import { zoneChoices } from './zones.ts';

/** While travel times are missing, how often to look besides the live news. */
const LOOK = 5_000;

/** Books an appointment, or changes one. The way fills itself in as soon as it is known. */
export class AppointmentForm extends EntryDialog<AppointmentSaved> {
  @property({ attribute: false }) appointment: Appointment | undefined;
  /** What a new one begins with. */
  @property({ attribute: false }) suggested: Suggested = {};
  @state() private way: Transit | null = null;

  #asking: AbortController | null = null;
  readonly #ask = calm(() => void this.#lookUp(), 300);

  override connectedCallback(): void {
    super.connectedCallback();
    const timer = setInterval(() => {
      if (this.way?.hint === HINT && document.visibilityState === 'visible') this.#ask();
    }, LOOK);
    this.whileConnected(
      () => clearInterval(timer),
      () => this.#ask.stop(),
      () => this.#asking?.abort(),
      listsChanged.listen(() => this.#usual()),
      feed.events.listen(event => {
        const ours = event.entity_type === 'client' && event.entity_id === this.edit.get('knumber');
        if (ours && event.event_type !== 'reported') this.#ask();
      }),
    );
    this.#usual();
    void findZone();
    this.#ask();
    if (this.suggested.knumber && !this.appointment) void this.#name(this.suggested.knumber);
  }

  protected get heading(): string {
    return this.appointment ? `Appointment of ${this.appointment.client_name}` : 'Book an appointment';
  }

  protected get verb(): string {
    return this.appointment ? 'Save the appointment' : 'Book it';
  }

  protected start(): Start {
    const draft = `appointment:${this.appointment?.id ?? `new:${this.suggested.knumber ?? ''}`}`;
    return { draft, values: valuesOf(this.appointment, this.suggested), version: this.appointment?.version };
  }

  protected async current(): Promise<Start | null> {
    if (!this.appointment) return null;
    const now = await desk.appointment(this.appointment.id);
    return { draft: '', values: valuesOf(now, {}), version: now.version };
  }

  protected save(key: string): Promise<AppointmentSaved> {
    const { edit, appointment } = this;
    const known = appointment && { id: appointment.id, version: edit.version ?? appointment.version };
    return desk.saveAppointment(bodyOf(edit.typed), key, known);
  }

  protected override labelOf(name: string): string {
    const words: Record<string, string> = {
      day: 'Date',
      knumber: 'Client',
      clinic_id: 'Clinic',
      driver_id: 'Driver',
    };
    return words[name] ?? super.labelOf(name);
  }

  protected fields(): TemplateResult {
    const { edit } = this;
    const active = <T extends { id: string; active: boolean }>(all: T[], now: string) =>
      all.filter(one => one.active || one.id === now);
    return html`
      <mw-client-picker .text=${edit.get('client_text')} wrong=${edit.wrong('knumber') ?? ''} @mw-picked=${this.#picked}></mw-client-picker>
      <div class="pair">
        ${choice(edit, {
          name: 'clinic_id',
          label: 'Clinic',
          required: true,
          options: [
            ['', 'Choose a clinic'],
            ...active(clinics.get(), edit.get('clinic_id')).map(one => [one.id, one.name] as const),
          ],
          onchange: () => this.#way(),
        })}
        ${choice(edit, {
          name: 'appointment_type_id',
          label: 'Kind',
          required: true,
          options: [
            ['', 'Choose a kind'],
            ...active(appointmentTypes.get(), edit.get('appointment_type_id')).map(
              one => [one.id, one.name] as const,
            ),
          ],
          onchange: value => this.#kind(value),
        })}
      </div>
      <div class="pair town">
        ${line(edit, { name: 'day', label: 'Date', type: 'date', required: true, pointer: 'starts_at', hint: this.#shifted() })}
        ${line(edit, { name: 'time', label: 'Time', type: 'time', required: true, step: '300' })}
        ${line(edit, { name: 'duration_minutes', label: 'Minutes', type: 'number', min: '5', required: true })}
      </div>
      ${edit.get('zone') === ownZone() ? nothing : choice(edit, { name: 'zone', label: 'Time zone', options: zoneChoices(edit.get('zone')) })}
      ${choice(edit, {
        name: 'driver_id',
        label: 'Driver',
        options: [
          ['', 'Unassigned'],
          ...active(drivers.get(), edit.get('driver_id')).map(one => [one.id, one.full_name] as const),
        ],
      })}
      <mw-driver-suggestions client=${edit.get('knumber')} clinic=${edit.get('clinic_id')} at=${startsAt(edit.typed) ?? ''}
        minutes=${edit.get('duration_minutes')} own=${this.appointment?.driver_id ?? ''} chosen=${edit.get('driver_id')} @mw-chosen=${(event: CustomEvent<string>) => edit.set('driver_id', event.detail)}></mw-driver-suggestions>
      <p class="hint hint-travel" role="status">${this.way?.hint ?? ''}</p>
      <div class="pair">
        ${line(edit, {
          name: 'transit_minutes',
          label: 'Transit time (minutes)',
          type: 'number',
          min: '0',
          hint: sourceWords(edit.get('transit_source')),
          onchange: value => edit.set('transit_source', value.trim() === '' ? '' : 'manual'),
        })}
        ${line(edit, { name: 'pickup_address', label: 'Pick-up address', onchange: () => edit.set('pickup_by_hand', 'yes') })}
      </div>
      ${this.appointment ? choice(edit, { name: 'status', label: 'Status', options: statuses(this.appointment.status) }) : nothing}
      ${area(edit, { name: 'notes', label: 'Notes' })}
      ${this.appointment ? conflicts(this.appointment) : nothing}`;
  }

  protected override more(): TemplateResult | typeof nothing {
    if (!this.appointment || this.appointment.status === 'cancelled') return nothing;
    return html`<button type="button" class="button" @click=${this.#cancel}>Cancel the appointment…</button>`;
  }

  readonly #cancel = async () => {
    const { appointment } = this;
    if (!appointment) return;
    const reason = await AskReason.ask({
      heading: `Cancel the appointment of ${appointment.client_name}?`,
      consequence: 'It leaves the calendar, and the client is told. The record stays.',
      verb: 'Cancel the appointment',
      refusal: 'Keep it',
      danger: true,
    });
    if (reason === null) return;
    const answer = await this.edit.send(key => desk.cancelAppointment(appointment, reason, key));
    if (answer !== undefined) this.done(answer);
  };

  /** A time that the clocks leave out does not exist; the saved one is told. */
  #shifted(): string {
    const at = startsAt(this.edit.typed);
    if (!at) return '';
    const typed = minutesOf(this.edit.get('time'));
    const zone = this.edit.get('zone');
    const shown = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(new Date(at));
    return typed !== null && shown !== clockOf(typed) ? `The clocks change then; this is ${shown}.` : '';
  }

  readonly #picked = (event: CustomEvent<Client>) => {
    const client = event.detail;
    this.edit.set('knumber', client.knumber);
    this.edit.set('client_text', `${nameOfClient(client)} (${client.knumber})`);
    if (!this.edit.get('clinic_id') && client.primary_clinic_id)
      this.edit.set('clinic_id', client.primary_clinic_id);
    this.#way();
  };

  async #name(knumber: string): Promise<void> {
    const client = await desk.client(knumber).catch(() => null);
    if (!client || this.edit.get('knumber') !== knumber) return;
    const clinic = this.edit.get('clinic_id') || client.primary_clinic_id || '';
    this.edit.fill({ client_text: `${nameOfClient(client)} (${knumber})`, clinic_id: clinic });
    this.#ask();
  }

  /** A new one is of the first kind, until somebody chooses. */
  #usual(): void {
    const kind = appointmentTypes.get().find(one => one.active);
    if (kind && !this.appointment && !this.edit.get('appointment_type_id')) {
      this.edit.fill({ appointment_type_id: kind.id, duration_minutes: String(kind.default_minutes) });
    }
    // The typed hour stays; it is meant on the clocks of the desk.
    if (!this.appointment && this.edit.get('zone') !== deskZone() && !this.edit.changed) {
      this.edit.fill({ zone: deskZone() });
    }
    this.requestUpdate();
  }

  #kind(id: string): void {
    const kind = appointmentTypes.get().find(one => one.id === id);
    if (kind) this.edit.set('duration_minutes', String(kind.default_minutes));
  }

  /** Another client or clinic: what was filled in for the last one is not true any more. */
  #way(): void {
    this.way = null;
    this.#ask();
  }

  async #lookUp(): Promise<void> {
    const [knumber, clinic] = [this.edit.get('knumber'), this.edit.get('clinic_id')];
    if (!knumber || !clinic) return;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const way = await desk
      .transit(knumber, clinic, asking.signal)
      .catch(() => desk.client(knumber, asking.signal).then(client => transitFrom(client, clinic)))
      .catch(() => null);
    if (asking.signal.aborted || !way) return;
    this.way = way;
    const { edit } = this;
    if (edit.get('transit_source') !== 'manual' && edit.get('transit_source') !== 'calculated') {
      const source: TransitSource | '' = way.minutes === null ? '' : (way.source ?? 'travel_times');
      edit.fill({ transit_minutes: way.minutes === null ? '' : String(way.minutes), transit_source: source });
    }
    if (!edit.get('pickup_by_hand') && way.pickup_address) edit.fill({ pickup_address: way.pickup_address });
  }
}

function statuses(now: AppointmentStatus): [string, string][] {
  return Object.entries(STATUS_WORDS).filter(([value]) => value !== 'cancelled' || now === 'cancelled');
}

customElements.define('mw-appointment-form', AppointmentForm);
