import type { Appointment, AppointmentSaved } from '@meanwhile/client';
import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { EntryDialog, type Start, textOrNull } from '../forms/entry-dialog.ts';
import { choice, line } from '../forms/fields.ts';
import { desk, drivers, listsChanged } from '../lists.ts';
import { clockOf, minutesOf, wall } from '../zoned.ts';
import { movedTo, whenWords } from './entry.ts';

/** Moves an appointment without dragging it. */
export class MoveForm extends EntryDialog<AppointmentSaved> {
  @property({ attribute: false }) appointment!: Appointment;

  #now: Appointment | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(listsChanged.listen(() => this.requestUpdate()));
  }

  protected get heading(): string {
    return `Move ${this.appointment.client_name}, ${whenWords(this.appointment)}`;
  }

  protected get verb(): string {
    return 'Move it';
  }

  protected start(): Start {
    const one = this.#now ?? this.appointment;
    const at = wall(one.starts_at, one.zone);
    const values = { day: at.day, time: clockOf(at.minutes), driver_id: one.driver_id ?? '' };
    return { draft: `move:${one.id}`, values, version: one.version };
  }

  protected async current(): Promise<Start> {
    this.#now = await desk.appointment(this.appointment.id);
    return this.start();
  }

  protected save(key: string): Promise<AppointmentSaved> {
    const { edit } = this;
    const one = this.#now ?? this.appointment;
    const minutes = minutesOf(edit.get('time')) ?? wall(one.starts_at, one.zone).minutes;
    const to = { day: edit.get('day'), minutes, driver_id: textOrNull(edit.get('driver_id')) };
    return desk.saveAppointment(movedTo(one, to), key, { id: one.id, version: edit.version ?? one.version });
  }

  protected fields(): TemplateResult {
    const { edit } = this;
    const offered = drivers.get().filter(one => one.active || one.id === edit.get('driver_id'));
    return html`<div class="pair">
        ${line(edit, { name: 'day', label: 'Date', type: 'date', required: true, pointer: 'starts_at' })}
        ${line(edit, { name: 'time', label: 'Time', type: 'time', required: true, step: '300' })}
      </div>
      ${choice(edit, {
        name: 'driver_id',
        label: 'Driver',
        options: [['', 'Unassigned'], ...offered.map(one => [one.id, one.full_name] as const)],
      })}`;
  }
}

customElements.define('mw-move-form', MoveForm);
