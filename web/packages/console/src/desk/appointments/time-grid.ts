import type { Appointment } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../../element.ts';
import { clockOf, hourWords, timeWords } from '../zoned.ts';
import { isOff, STATUS_WORDS } from './entry.ts';
import { hoursOf, type Placed, placed } from './layout.ts';

/** A column of the calendar: a day, or a driver. */
export interface Column {
  id: string;
  heading: string;
  appointments: readonly Appointment[];
}

export interface Drop {
  appointment: Appointment;
  column: string;
  minutes: number;
}

/** Height of an hour in rem; the style sheet draws its lines by it. */
const HOUR = 4;
const SNAP = 15;
/** A shorter way is a click. */
const FAR = 6;

interface Drag {
  appointment: Appointment;
  x: number;
  y: number;
  moves: boolean;
  column: string;
  minutes: number;
}

/** Hours down, columns across. Appointments can be dragged; each is a button that opens it, and M moves it without dragging. Fires `mw-open`, `mw-move`, `mw-drop`. */
export class TimeGrid extends Element {
  @property({ attribute: false }) columns: readonly Column[] = [];
  @property({ attribute: false }) movable = false;
  @property() label = '';
  @state() private drag: Drag | null = null;

  override render(): TemplateResult {
    const columns = this.columns.map(column => ({ column, all: placed(column.appointments) }));
    const { first, last } = hoursOf(columns.flatMap(one => one.all));
    const hours = Array.from({ length: last - first }, (_, index) => first + index);
    const height = `height:${hours.length * HOUR}rem`;
    return html`<div class="time-grid" role="group" aria-label=${this.label} tabindex="0" .style=${`--columns:${columns.length}`}>
      <div class="corner"></div>
      ${columns.map(({ column }) => html`<h3 class="head" id="column-${column.id}">${column.heading}</h3>`)}
      <div class="hours" aria-hidden="true" .style=${height}>${hours.map(hour => html`<span>${hourWords(hour)}</span>`)}</div>
      ${columns.map(
        ({
          column,
          all,
        }) => html`<ul class="column" aria-labelledby="column-${column.id}" data-column=${column.id} data-first=${first} .style=${height}>
          ${all.map(one => this.#block(one, first))}
          ${this.#ghost(column.id, first)}
        </ul>`,
      )}
    </div>`;
  }

  #block(one: Placed, first: number): TemplateResult {
    const { appointment } = one;
    const transit = isOff(appointment) ? 0 : (appointment.transit_minutes ?? 0);
    const across = `left:${(100 * one.lane) / one.lanes}%;width:${100 / one.lanes}%`;
    const down = (from: number, to: number) =>
      `top:${(from / 60 - first) * HOUR}rem;height:${((to - from) / 60) * HOUR}rem`;
    const trouble = appointment.conflicts?.length ? 'conflict' : '';
    return html`<li>
      ${transit > 0 ? html`<span class="transit" aria-hidden="true" .style=${`${down(one.start - transit, one.start)};${across}`}></span>` : nothing}
      <button type="button" class="block a-${appointment.status} ${trouble} ${this.movable ? 'movable' : ''}" .style=${`${down(one.start, one.end)};${across}`}
        aria-keyshortcuts=${this.movable ? 'M' : nothing} title=${words(appointment)}
        @click=${() => this.#open(appointment)} @keydown=${(event: KeyboardEvent) => this.#key(event, appointment)}
        @pointerdown=${(event: PointerEvent) => this.#down(event, one)} @pointermove=${this.#over} @pointerup=${this.#up}
        @pointercancel=${this.#drop}>
        <b>${appointment.client_name}</b>
        <span>${timeWords(appointment.starts_at, appointment.zone)}, ${appointment.clinic_name}</span>
        <span>${trouble ? 'Conflict · ' : ''}${STATUS_WORDS[appointment.status]}</span>
        <span class="visually-hidden">${unsaid(appointment)}</span>
      </button></li>`;
  }

  #ghost(column: string, first: number): TemplateResult | typeof nothing {
    const { drag } = this;
    if (!drag?.moves || drag.column !== column) return nothing;
    const top = (drag.minutes / 60 - first) * HOUR;
    const height = (Math.max(15, drag.appointment.duration_minutes) / 60) * HOUR;
    return html`<li class="ghost" aria-hidden="true" .style=${`top:${top}rem;height:${height}rem`}>${clockOf(drag.minutes)}</li>`;
  }

  #down(event: PointerEvent, one: Placed): void {
    // A finger scrolls; it has the button “Move…”.
    if (!this.movable || event.button !== 0 || event.pointerType === 'touch') return;
    const block = event.currentTarget as HTMLElement;
    block.setPointerCapture(event.pointerId);
    const column = block.closest<HTMLElement>('.column')?.dataset.column ?? '';
    const { appointment, start } = one;
    this.drag = { appointment, x: event.clientX, y: event.clientY, moves: false, column, minutes: start };
  }

  readonly #over = (event: PointerEvent) => {
    const { drag } = this;
    if (!drag) return;
    const moves = drag.moves || Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > FAR;
    if (!moves) return;
    const column = [...this.querySelectorAll<HTMLElement>('.column')].find(one => {
      const { left, right } = one.getBoundingClientRect();
      return event.clientX >= left && event.clientX < right;
    });
    const block = event.currentTarget as HTMLElement;
    const { top, height } = (column ?? block).getBoundingClientRect();
    const grabbed = drag.y - block.getBoundingClientRect().top;
    const first = Number(column?.dataset.first ?? 0) * 60;
    const perMinute = height / Math.max(1, (this.querySelectorAll('.hours span').length || 1) * 60);
    const raw = first + (event.clientY - grabbed - top) / perMinute;
    const minutes = Math.min(1440 - SNAP, Math.max(0, Math.round(raw / SNAP) * SNAP));
    this.drag = { ...drag, moves, column: column?.dataset.column ?? drag.column, minutes };
  };

  readonly #up = () => {
    const { drag } = this;
    if (!drag?.moves) {
      this.drag = null;
      return;
    }
    this.#fire('mw-drop', {
      appointment: drag.appointment,
      column: drag.column,
      minutes: drag.minutes,
    } satisfies Drop);
    // The click that ends a drag opens nothing.
    setTimeout(this.#drop);
  };

  readonly #drop = () => {
    this.drag = null;
  };

  #open(appointment: Appointment): void {
    if (!this.drag?.moves) this.#fire('mw-open', appointment);
  }

  #key(event: KeyboardEvent, appointment: Appointment): void {
    if (event.key === 'Escape' && this.drag) this.drag = null;
    const held = event.ctrlKey || event.metaKey || event.altKey;
    if (!held && this.movable && event.key.toLowerCase() === 'm') {
      event.preventDefault();
      this.#fire('mw-move', appointment);
    }
  }

  #fire(kind: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(kind, { detail, bubbles: true }));
  }
}

function words(one: Appointment): string {
  return [
    `${timeWords(one.starts_at, one.zone)} ${one.client_name}`,
    one.clinic_name,
    one.driver_name ?? 'unassigned',
    STATUS_WORDS[one.status],
    ...(one.conflicts ?? []).map(conflict => conflict.sentence),
  ].join(', ');
}

/** What the block has no room for. */
function unsaid(one: Appointment): string {
  const conflicts = (one.conflicts ?? []).map(conflict => conflict.sentence);
  return [one.driver_name ?? 'unassigned', ...conflicts].join(', ');
}

customElements.define('mw-time-grid', TimeGrid);
