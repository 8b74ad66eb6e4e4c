import type { Clinic, Saved } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { EntryDialog, type Start, textOrNull } from '../forms/entry-dialog.ts';
import { line, tick } from '../forms/fields.ts';
import type { Values } from '../forms/merge.ts';
import { clinics, desk } from '../lists.ts';

const TEXTS = ['name', 'address', 'city', 'state', 'zip', 'phone'] as const;

/** Adds a clinic, or changes one. */
export class ClinicForm extends EntryDialog<Saved> {
  @property({ attribute: false }) clinic: Clinic | undefined;

  protected get heading(): string {
    return this.clinic ? `Change ${this.clinic.name}` : 'Add a clinic';
  }

  protected get verb(): string {
    return this.clinic ? 'Save the clinic' : 'Add the clinic';
  }

  protected start(): Start {
    return {
      draft: `clinic:${this.clinic?.id ?? 'new'}`,
      values: valuesOf(this.clinic),
      version: this.clinic?.version,
    };
  }

  protected async current(): Promise<Start | null> {
    const now = (await clinics.load()).find(one => one.id === this.clinic?.id);
    return now ? { draft: '', values: valuesOf(now), version: now.version } : null;
  }

  protected save(key: string): Promise<Saved> {
    const { edit, clinic } = this;
    const body: Record<string, unknown> = { active: edit.get('active') !== 'false' };
    for (const name of TEXTS) body[name] = textOrNull(edit.get(name));
    return desk.saveClinic(body, key, clinic && { id: clinic.id, version: edit.version ?? clinic.version });
  }

  protected fields(): TemplateResult {
    const { edit } = this;
    return html`
      ${line(edit, { name: 'name', label: 'Name', required: true })}
      ${line(edit, { name: 'address', label: 'Address', required: true })}
      <div class="pair town">
        ${line(edit, { name: 'city', label: 'City', required: true })}
        ${line(edit, { name: 'state', label: 'State', required: true })}
        ${line(edit, { name: 'zip', label: 'ZIP', required: true, inputmode: 'numeric' })}
      </div>
      ${line(edit, { name: 'phone', label: 'Phone', type: 'tel' })}
      ${this.clinic ? tick(edit, { name: 'active', label: 'Active: may be booked' }) : nothing}`;
  }
}

function valuesOf(clinic: Clinic | undefined): Values {
  const values: Values = { active: String(clinic?.active ?? true) };
  for (const name of TEXTS) values[name] = clinic?.[name] ?? '';
  return values;
}

customElements.define('mw-clinic-form', ClinicForm);
