import type { Driver, DriverSaved } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { EntryDialog, type Start, textOrNull } from '../forms/entry-dialog.ts';
import { line, tick } from '../forms/fields.ts';
import type { Values } from '../forms/merge.ts';
import { desk } from '../lists.ts';

const TEXTS = [
  'full_name',
  'phone',
  'email',
  'home_address',
  'home_city',
  'home_state',
  'home_zip',
  'calendar_ical_url',
] as const;

/** Adds a driver, or changes one. */
export class DriverForm extends EntryDialog<DriverSaved> {
  @property({ attribute: false }) driver: Driver | undefined;

  protected get heading(): string {
    return this.driver ? `Change ${this.driver.full_name}` : 'Add a driver';
  }

  protected get verb(): string {
    return this.driver ? 'Save the driver' : 'Add the driver';
  }

  protected start(): Start {
    return {
      draft: `driver:${this.driver?.id ?? 'new'}`,
      values: valuesOf(this.driver),
      version: this.driver?.version,
    };
  }

  protected async current(): Promise<Start | null> {
    if (!this.driver) return null;
    const now = await desk.driver(this.driver.id);
    return { draft: '', values: valuesOf(now), version: now.version };
  }

  protected save(key: string): Promise<DriverSaved> {
    const { edit, driver } = this;
    const body: Record<string, unknown> = { active: edit.get('active') !== 'false' };
    for (const name of TEXTS) body[name] = textOrNull(edit.get(name));
    return desk.saveDriver(body, key, driver && { id: driver.id, version: edit.version ?? driver.version });
  }

  protected fields(): TemplateResult {
    const { edit } = this;
    return html`
      ${line(edit, { name: 'full_name', label: 'Full name', required: true })}
      <div class="pair">
        ${line(edit, { name: 'phone', label: 'Phone', type: 'tel' })}
        ${line(edit, { name: 'email', label: 'E-mail', type: 'email' })}
      </div>
      ${line(edit, { name: 'home_address', label: 'Home address', hint: 'Drive times are calculated from here. Without it there are none.' })}
      <div class="pair town">
        ${line(edit, { name: 'home_city', label: 'City' })}
        ${line(edit, { name: 'home_state', label: 'State' })}
        ${line(edit, { name: 'home_zip', label: 'ZIP', inputmode: 'numeric' })}
      </div>
      ${line(edit, { name: 'calendar_ical_url', label: 'Address of an own calendar (iCal)', type: 'url' })}
      ${this.driver ? tick(edit, { name: 'active', label: 'Active: may be assigned' }) : nothing}`;
  }
}

function valuesOf(driver: Driver | undefined): Values {
  const values: Values = { active: String(driver?.active ?? true) };
  for (const name of TEXTS) values[name] = driver?.[name] ?? '';
  return values;
}

customElements.define('mw-driver-form', DriverForm);
