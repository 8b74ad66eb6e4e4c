import type { Client, ClientSaved } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { EntryDialog, type Start, textOrNull } from '../forms/entry-dialog.ts';
import { area, choice, line, tick } from '../forms/fields.ts';
import type { Values } from '../forms/merge.ts';
import { clinics, desk, listsChanged } from '../lists.ts';

const TEXTS = [
  'first_name',
  'last_name',
  'phone',
  'email',
  'address',
  'city',
  'state',
  'zip',
  'notes',
] as const;

/** Adds a client, or changes one. */
export class ClientForm extends EntryDialog<ClientSaved> {
  @property({ attribute: false }) client: Client | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(listsChanged.listen(() => this.requestUpdate()));
  }

  protected get heading(): string {
    return this.client ? `Change ${nameOfClient(this.client)}` : 'Add a client';
  }

  protected get verb(): string {
    return this.client ? 'Save the client' : 'Add the client';
  }

  protected start(): Start {
    return { draft: `client:${this.client?.knumber ?? 'new'}`, ...valuesOf(this.client) };
  }

  protected async current(): Promise<Start | null> {
    if (!this.client) return null;
    const now = await desk.client(this.client.knumber);
    return { draft: '', ...valuesOf(now) };
  }

  protected save(key: string): Promise<ClientSaved> {
    const { edit, client } = this;
    const body: Record<string, unknown> = {};
    for (const name of TEXTS) body[name] = textOrNull(edit.get(name));
    body.primary_clinic_id = textOrNull(edit.get('primary_clinic_id'));
    body.active = edit.get('active') !== 'false';
    return desk.saveClient(
      body,
      key,
      client && { id: client.knumber, version: edit.version ?? client.version },
    );
  }

  protected fields(): TemplateResult {
    const { edit } = this;
    const offered = clinics.get().filter(one => one.active || one.id === edit.get('primary_clinic_id'));
    return html`
      <div class="pair">
        ${line(edit, { name: 'first_name', label: 'First name', required: true })}
        ${line(edit, { name: 'last_name', label: 'Last name', required: true })}
      </div>
      <div class="pair">
        ${line(edit, { name: 'phone', label: 'Phone', type: 'tel', hint: 'Text messages go here.' })}
        ${line(edit, { name: 'email', label: 'E-mail', type: 'email' })}
      </div>
      ${line(edit, { name: 'address', label: 'Address', required: true, hint: 'Where the client is picked up, as a rule.' })}
      <div class="pair town">
        ${line(edit, { name: 'city', label: 'City', required: true })}
        ${line(edit, { name: 'state', label: 'State', required: true })}
        ${line(edit, { name: 'zip', label: 'ZIP', required: true, inputmode: 'numeric' })}
      </div>
      ${choice(edit, {
        name: 'primary_clinic_id',
        label: 'Primary clinic',
        options: [['', 'None yet'], ...offered.map(one => [one.id, one.name] as const)],
      })}
      ${area(edit, { name: 'notes', label: 'Notes' })}
      ${this.client ? tick(edit, { name: 'active', label: 'Active: may be booked' }) : nothing}`;
  }
}

export function nameOfClient(client: Pick<Client, 'first_name' | 'last_name'>): string {
  return [client.first_name, client.last_name].filter(Boolean).join(' ');
}

function valuesOf(client: Client | undefined): { values: Values; version?: number } {
  const values: Values = {
    primary_clinic_id: client?.primary_clinic_id ?? '',
    active: String(client?.active ?? true),
  };
  for (const name of TEXTS) values[name] = client?.[name] ?? '';
  return client ? { values, version: client.version } : { values };
}

customElements.define('mw-client-form', ClientForm);
