import { type Appointment, type AppointmentSaved, Problem, randomKey } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { calm } from '../../calm.ts';
import { Element } from '../../element.ts';
import { Loading } from '../../loading.ts';
import { icon } from '../../parts/icons.ts';
import { problemBox, skeleton } from '../../parts/problem.ts';
import { may, personKnown } from '../../people/preferences.ts';
import { go, moved, place, withParameters } from '../../router.ts';
import { feed } from '../../session.ts';
import { readTasksOf } from '../entity-tasks.ts';
import { deskPage } from '../frame.ts';
import { desk, listsChanged } from '../lists.ts';
import { today, wall } from '../zoned.ts';
import { conflicts } from './agenda.ts';
import './appointment-form.ts';
import { calendarView, filters, WIDE } from './calendar-view.ts';
import { dayOf, entryOf, movedTo, whenWords } from './entry.ts';
import './move-form.ts';
import { instantsOf, type Range, rangeOf, rangeWords, step, VIEWS } from './range.ts';
import type { Drop } from './time-grid.ts';

/** A move that can be taken back. */
interface Undo {
  before: Appointment;
  now: Appointment;
}

/** The appointments of a day, a week, a month, or as a list; which ones stands in the address. */
export class AppointmentsPage extends Element {
  @state() private opened: Appointment | null = null;
  @state() private moving: Appointment | null = null;
  @state() private undo: Undo | null = null;
  @state() private saved: AppointmentSaved | null = null;
  @state() private said = '';
  @state() private failed: Problem | null = null;

  #asked = '';
  readonly #page = new Loading<Appointment[]>(this, signal => {
    const { search } = place();
    const [driver, status, q] = ['driver', 'status', 'q'].map(name => search.get(name));
    return desk.appointments({ ...instantsOf(this.#range), driver, status, q, limit: 200 }, signal);
  });
  readonly #again = calm(() => void this.#page.run(), 2_000);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#moved();
    const wide = matchMedia(WIDE);
    const redraw = () => this.requestUpdate();
    wide.addEventListener('change', redraw);
    this.whileConnected(
      () => wide.removeEventListener('change', redraw),
      () => this.#again.stop(),
      moved.listen(() => this.#moved()),
      listsChanged.listen(redraw),
      personKnown.listen(redraw),
      feed.resync.listen(this.#again),
      feed.events.listen(event => {
        if (event.entity_type === 'appointment' && event.event_type !== 'reported') this.#again();
      }),
    );
  }

  get #range(): Range {
    return rangeOf(place().search);
  }

  override render(): TemplateResult {
    const { search } = place();
    const { problem } = this.#page;
    const range = this.#range;
    const change = may('desk:change:any');
    const actions = html`<button class="button" @click=${() => print()}>${icon('printer')}Print</button>
      ${
        change
          ? html`<a class="button" href="/desk/appointments/bulk">Add many</a>
            <a class="button primary" href=${withParameters({ book: 'new' })}>${icon('add')}Book an appointment</a>`
          : nothing
      }`;
    return deskPage(
      'Appointments',
      actions,
      html`<div class="calendar-bar">
          <nav class="tabs" aria-label="View">${VIEWS.map(
            view =>
              html`<a href=${withParameters({ view })} aria-current=${view === range.view ? 'page' : nothing}>${view.charAt(0).toUpperCase() + view.slice(1)}</a>`,
          )}</nav>
          <div class="row">
            <a class="button slim" href=${withParameters({ date: step(range, -1) })} aria-label="Earlier">‹</a>
            <a class="button slim" href=${withParameters({ date: today() })}>Today</a>
            <a class="button slim" href=${withParameters({ date: step(range, 1) })} aria-label="Later">›</a>
          </div>
          <h2>${rangeWords(range)}</h2>
        </div>
        ${filters(search)}
        ${this.#news()}
        ${problem ? problemBox(problem, () => void this.#page.run()) : nothing}
        ${this.#page.first ? html`<div class="card">${skeleton(10)}</div>` : this.#page.value ? calendarView(range, this.#shown(range), change) : nothing}
        ${this.#dialogs(search)}`,
    );
  }

  protected override createRenderRoot(): HTMLElement {
    this.addEventListener('mw-open', event => this.#open((event as CustomEvent<Appointment>).detail));
    this.addEventListener('mw-move', event => {
      this.moving = (event as CustomEvent<Appointment>).detail;
    });
    this.addEventListener('mw-drop', event => void this.#dropped((event as CustomEvent<Drop>).detail));
    return super.createRenderRoot();
  }

  #shown(range: Range): Appointment[] {
    return (this.#page.value ?? []).filter(one => dayOf(one) >= range.from && dayOf(one) < range.to);
  }

  #news(): TemplateResult {
    return html`<div role="status" class="saved">
        ${
          this.undo
            ? html`<p class="notice row spread"><span>Moved ${this.undo.now.client_name} to ${whenWords(this.undo.now)}, ${this.undo.now.driver_name ?? 'unassigned'}.</span>
          <button class="button slim" @click=${() => void this.#takeBack()}>Undo</button></p>${conflicts(this.undo.now)}`
            : nothing
        }
        ${this.saved ? html`<div class="notice"><p>${this.saved.message}</p><mw-chips entity="appointment:${this.saved.appointment_id}" all></mw-chips>${conflicts(this.saved.appointment)}</div>` : nothing}
        ${this.said ? html`<p class="notice">${this.said}</p>` : nothing}
      </div>
      ${this.failed ? problemBox(this.failed) : nothing}`;
  }

  #dialogs(search: URLSearchParams): TemplateResult | typeof nothing {
    if (this.moving) {
      return html`<mw-move-form .appointment=${this.moving} @mw-saved=${this.#movedByForm} @mw-closed=${() => {
        this.moving = null;
      }}></mw-move-form>`;
    }
    const book = search.get('book');
    if (this.opened) {
      return html`<mw-appointment-form .appointment=${this.opened} @mw-saved=${this.#took} @mw-closed=${this.#closed}></mw-appointment-form>`;
    }
    if (!book) return nothing;
    const knumber = book === 'new' ? undefined : book;
    const date = this.#range.view === 'day' ? this.#range.date : undefined;
    return html`<mw-appointment-form .suggested=${{ knumber, day: date }} @mw-saved=${this.#took} @mw-closed=${this.#closed}></mw-appointment-form>`;
  }

  #open(one: Appointment): void {
    go(withParameters({ appointment: one.id }));
  }

  #moved(): void {
    if (place().path !== '/desk/appointments') return;
    this.requestUpdate();
    const id = place().search.get('appointment');
    if (id !== (this.opened?.id ?? null)) void this.#show(id);
    const asked = withParameters({ appointment: null, book: null });
    if (asked === this.#asked) return;
    this.#asked = asked;
    void this.#page.run();
  }

  async #show(id: string | null): Promise<void> {
    this.opened = null;
    if (!id) return;
    try {
      // The newest version, so that a change starts from what is saved now.
      this.opened = await desk.appointment(id);
      void readTasksOf(`appointment:${id}`);
    } catch (thrown) {
      this.failed = Problem.wrap(thrown);
      go(withParameters({ appointment: null }), { replace: true });
    }
  }

  readonly #took = (event: CustomEvent<AppointmentSaved>) => this.#tell(event.detail);

  readonly #movedByForm = (event: CustomEvent<AppointmentSaved>) => {
    if (this.moving) this.undo = { before: this.moving, now: event.detail.appointment };
    this.#arrived(event.detail);
  };

  readonly #closed = () => {
    this.opened = null;
    go(withParameters({ appointment: null, book: null }), { replace: true });
  };

  #tell(saved: AppointmentSaved): void {
    this.undo = null;
    this.said = '';
    this.saved = saved;
    this.#arrived(saved);
  }

  #arrived(saved: AppointmentSaved): void {
    this.failed = null;
    void readTasksOf(`appointment:${saved.appointment_id}`);
    void this.#page.run();
  }

  async #dropped({ appointment, column, minutes }: Drop): Promise<void> {
    const day = column.startsWith('day-') ? column.slice(4) : dayOf(appointment);
    const driver_id = column.startsWith('driver-') ? column.slice(7) || null : appointment.driver_id;
    const at = wall(appointment.starts_at, appointment.zone);
    if (at.day === day && at.minutes === minutes && driver_id === appointment.driver_id) return;
    await this.#tried(async () => {
      const to = movedTo(appointment, { day, minutes, driver_id });
      const answer = await desk.saveAppointment(to, randomKey(), appointment);
      this.saved = null;
      this.said = '';
      this.undo = { before: appointment, now: answer.appointment };
      this.#arrived(answer);
    });
  }

  async #takeBack(): Promise<void> {
    const { undo } = this;
    if (!undo) return;
    this.undo = null;
    await this.#tried(async () => {
      const answer = await desk.saveAppointment(entryOf(undo.before), randomKey(), undo.now);
      this.said = `${answer.appointment.client_name} is back at ${whenWords(answer.appointment)}.`;
      this.#arrived(answer);
    });
  }

  async #tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const problem = Problem.wrap(thrown);
      this.failed =
        problem.status === 412
          ? new Problem({
              title: 'It was not moved.',
              detail: 'Somebody else changed this appointment a moment ago; the page shows it as it is now.',
              advice: 'Look at it, and move it again if it is still right.',
            })
          : problem;
      void this.#page.run();
    }
  }
}

customElements.define('mw-appointments-page', AppointmentsPage);
