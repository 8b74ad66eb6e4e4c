import { Problem, randomKey, type Transit } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { Element } from '../../element.ts';
import { icon } from '../../parts/icons.ts';
import { problemBox } from '../../parts/problem.ts';
import { personKnown } from '../../people/preferences.ts';
import { go } from '../../router.ts';
import { HINT } from '../appointments/transit.ts';
import { bodyOf } from '../appointments/values.ts';
import { nameOfClient } from '../clients/client-form.ts';
import { deskPage } from '../frame.ts';
import { appointmentTypes, clinics, desk, deskZone, drivers, findZone, listsChanged } from '../lists.ts';
import { keepRows, readRows } from './kept.ts';
import { emptyRow, type Known, type Row, rowsOf, wrongByRow } from './rows.ts';

const MOST = 100;

/** Many appointments at once: typed in, or pasted from a spreadsheet. All are saved, or none. */
export class BulkPage extends Element {
  @state() private rows: Row[] = readRows() ?? [];
  @state() private problem: Problem | null = null;
  @state() private busy = false;
  @state() private said = '';
  @state() private waiting = false;

  #key = randomKey();

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.rows.length === 0) this.#add();
    void findZone();
    this.whileConnected(
      listsChanged.listen(() => this.#usual()),
      personKnown.listen(() => this.requestUpdate()),
    );
  }

  override render(): TemplateResult {
    return deskPage(
      'Add many appointments',
      html`<a class="button" href="/desk/appointments">Back to the calendar</a>`,
      html`<section class="card" aria-labelledby="paste"><h2 id="paste">From a spreadsheet</h2>
          <div class="field"><label for="paste-text">Copy the rows there, and paste them here</label>
            <textarea class="input" id="paste-text" rows="2" aria-describedby="paste-hint" @paste=${this.#paste}></textarea>
            <span class="hint" id="paste-hint">Columns: client, clinic, kind, date, time, minutes, driver, transit, notes. With a line of headings they may be in any order.</span></div>
        </section>
        <div role="status" class="saved">${this.said ? html`<p class="notice">${this.said}</p>` : nothing}</div>
        ${this.problem ? problemBox(summary(this.problem)) : nothing}
        <form class="card bulk-rows" @submit=${this.#submit} novalidate>
          ${this.rows.map((row, at) => this.#row(row, at))}
          ${this.waiting ? html`<p class="hint">${HINT}</p>` : nothing}
          <div class="row spread">
            <button type="button" class="button" ?disabled=${this.rows.length >= MOST} @click=${() => this.#add()}>${icon('add')}Another row</button>
            <button class="button primary" aria-disabled=${this.busy ? 'true' : nothing}>${this.busy ? 'Saving…' : `Book ${this.rows.length === 1 ? 'one appointment' : `${this.rows.length} appointments`}`}</button>
          </div>
        </form>`,
    );
  }

  #row(row: Row, at: number): TemplateResult {
    const { clinics: places, types, drivers: people } = this.#known();
    return html`<fieldset class="bulk-row"><legend>Row ${at + 1}</legend>
      ${this.#line(row, at, 'client', 'Client', 'text', 'Name or number')}
      ${this.#choice(row, at, 'clinic_id', 'Clinic', places, 'Choose')}
      ${this.#choice(row, at, 'appointment_type_id', 'Kind', types, 'Choose')}
      ${this.#line(row, at, 'day', 'Date', 'date')}
      ${this.#line(row, at, 'time', 'Time', 'time')}
      ${this.#line(row, at, 'duration_minutes', 'Minutes', 'number')}
      ${this.#choice(row, at, 'driver_id', 'Driver', people, 'Unassigned')}
      ${this.#line(row, at, 'transit_minutes', 'Transit', 'number')}
      ${this.#line(row, at, 'notes', 'Notes', 'text')}
      <div class="field"><span class="label">&nbsp;</span><button type="button" class="button slim" aria-label="Remove row ${at + 1}" @click=${() => this.#remove(at)}>Remove</button></div>
    </fieldset>`;
  }

  #line(row: Row, at: number, name: string, label: string, type: string, placeholder = ''): TemplateResult {
    const wrong = row.wrong[name];
    const id = `b-${at}-${name}`;
    return html`<div class="field"><label for=${id}>${label}</label>
      <input class="input" id=${id} type=${type} placeholder=${placeholder} autocomplete="off" .value=${live(row.values[name] ?? '')}
        aria-invalid=${wrong ? 'true' : nothing} aria-describedby="${id}-more" @change=${(event: Event) => this.#set(at, name, (event.currentTarget as HTMLInputElement).value)}>
      <span class="wrong" id="${id}-more">${wrong ?? nothing}</span></div>`;
  }

  #choice(
    row: Row,
    at: number,
    name: string,
    label: string,
    known: readonly { id: string; name: string }[],
    none: string,
  ): TemplateResult {
    const wrong = row.wrong[name];
    const id = `b-${at}-${name}`;
    return html`<div class="field"><label for=${id}>${label}</label>
      <select class="input" id=${id} aria-invalid=${wrong ? 'true' : nothing} aria-describedby="${id}-more"
        @change=${(event: Event) => this.#set(at, name, (event.currentTarget as HTMLSelectElement).value)}>
        <option value="" .selected=${live(!row.values[name])}>${none}</option>
        ${known.map(one => html`<option value=${one.id} .selected=${live(one.id === row.values[name])}>${one.name}</option>`)}
      </select><span class="wrong" id="${id}-more">${wrong ?? nothing}</span></div>`;
  }

  #known(): Known {
    return {
      clinics: clinics.get().filter(one => one.active),
      types: appointmentTypes.get().filter(one => one.active),
      drivers: drivers
        .get()
        .filter(one => one.active)
        .map(one => ({ id: one.id, name: one.full_name })),
    };
  }

  /** A row is of the first kind, until somebody chooses. */
  #usual(): void {
    const kind = this.#known().types[0];
    if (kind && this.rows.some(row => !row.values.appointment_type_id)) {
      const usual = { appointment_type_id: kind.id, duration_minutes: String(kind.default_minutes) };
      this.rows = this.rows.map(row =>
        row.values.appointment_type_id ? row : { ...row, values: { ...row.values, ...usual } },
      );
    }
    this.requestUpdate();
  }

  #take(rows: Row[]): void {
    this.rows = rows;
    keepRows(rows);
  }

  #add(): void {
    this.#take([...this.rows, emptyRow(this.#known())]);
  }

  #remove(at: number): void {
    this.#take(this.rows.filter((_, index) => index !== at));
    if (this.rows.length === 0) this.#add();
  }

  #change(at: number, values: Row['values'], wrong: Row['wrong'] = {}): void {
    this.#take(
      this.rows.map((row, index) =>
        index === at ? { values: { ...row.values, ...values }, wrong: { ...row.wrong, ...wrong } } : row,
      ),
    );
  }

  #set(at: number, name: string, value: string): void {
    this.#change(at, { [name]: value }, { [name]: '' });
    if (name === 'transit_minutes') this.#change(at, { transit_source: value ? 'manual' : '' });
    if (name === 'client') void this.#find(at);
    if (name === 'clinic_id') void this.#way(at);
  }

  readonly #paste = async (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!text.trim()) return;
    event.preventDefault();
    await Promise.all([clinics.load(), drivers.load(), appointmentTypes.load()]);
    const pasted = rowsOf(text, this.#known());
    const kept = this.rows.filter(row => row.values.client || row.values.day);
    const room = MOST - kept.length;
    this.#take([...kept, ...pasted.slice(0, room)]);
    this.said =
      pasted.length > room
        ? `${room} rows are here; ${MOST} at once is the most. Save them, then paste the rest.`
        : `${pasted.length} rows are here. Look at them, then save.`;
    // One after the other: a hundred questions at once would be rude.
    for (let at = kept.length; at < this.rows.length; at++) await this.#find(at);
  };

  /** Who is meant by a name or a number. */
  async #find(at: number): Promise<void> {
    const said = this.rows[at]?.values.client?.trim() ?? '';
    if (!said) return;
    try {
      const page = await desk.clients({ q: /K\d{7,}/i.exec(said)?.[0] ?? said, active: 'true', limit: 5 });
      const same = page.items.filter(
        one =>
          nameOfClient(one).toLowerCase() === said.toLowerCase() || said.toUpperCase().includes(one.knumber),
      );
      const found = same.length === 1 ? same[0] : page.items.length === 1 ? page.items[0] : undefined;
      if (this.rows[at]?.values.client?.trim() !== said) return;
      if (!found) {
        const wrong =
          page.items.length === 0
            ? `Nobody is called “${said}”.`
            : `Several are called “${said}”. Write the number, such as ${page.items[0]?.knumber}.`;
        this.#change(at, { knumber: '' }, { client: wrong });
        return;
      }
      const clinic = this.rows[at]?.values.clinic_id || found.primary_clinic_id || '';
      this.#change(
        at,
        { knumber: found.knumber, client: `${nameOfClient(found)} (${found.knumber})`, clinic_id: clinic },
        { client: '' },
      );
      await this.#way(at);
    } catch (thrown) {
      this.#change(at, {}, { client: Problem.wrap(thrown).title });
    }
  }

  /** The transit time of a row, unless somebody typed one. Unknown stays empty. */
  async #way(at: number): Promise<void> {
    const values = this.rows[at]?.values;
    if (!values?.knumber || !values.clinic_id || values.transit_source === 'manual') return;
    const way: Transit | null = await desk.transit(values.knumber, values.clinic_id).catch(() => null);
    if (!way || this.rows[at]?.values.transit_source === 'manual') return;
    if (way.hint) this.waiting = true;
    this.#change(at, {
      transit_minutes: way.minutes === null ? '' : String(way.minutes),
      transit_source: way.minutes === null ? '' : (way.source ?? 'travel_times'),
      pickup_address: way.pickup_address ?? '',
    });
  }

  readonly #submit = async (event: Event) => {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    this.said = '';
    try {
      const items = this.rows.map(row => bodyOf({ ...row.values, zone: deskZone() }));
      const first = this.rows[0]?.values.day;
      await desk.saveAppointments(items, this.#key);
      keepRows(null);
      go(first ? `/desk/appointments?view=day&date=${first}` : '/desk/appointments');
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
      if (!this.problem.transient) this.#key = randomKey();
      const wrong = wrongByRow(this.problem.errors);
      this.#take(this.rows.map((row, at) => ({ values: row.values, wrong: wrong.get(at) ?? {} })));
      await this.updateComplete;
      this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    } finally {
      this.busy = false;
    }
  };
}

/** What is wrong with a row stands at the row; above is only that it is. */
function summary(problem: Problem): Problem {
  const rows = wrongByRow(problem.errors).size;
  if (rows === 0) return problem;
  return new Problem({
    title: problem.title,
    status: problem.status,
    detail: rows === 1 ? 'One row needs a change.' : `${rows} rows need a change.`,
    advice: 'Nothing was saved. What is wrong stands at each row.',
    request_id: problem.requestId ?? undefined,
  });
}

customElements.define('mw-bulk-page', BulkPage);
