import type { Task } from '@meanwhile/client';
import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Element } from '../element.ts';
import { taskRow } from './task-row.ts';

/** The rows of the list; a table on wide screens, cards on narrow ones. Fires `mw-cancel`, `mw-dismiss`, `mw-retry`. */
export class TaskTable extends Element {
  @property({ attribute: false }) tasks: readonly Task[] = [];

  override render(): TemplateResult {
    const actions = {
      cancel: (task: Task) => this.#fire('mw-cancel', task),
      dismiss: (task: Task) => this.#fire('mw-dismiss', task),
      retry: (task: Task) => this.#fire('mw-retry', task),
    };
    return html`<table class="table tasks" role="table" aria-label="Tasks, newest first">
      <thead role="rowgroup"><tr role="row">
        <th role="columnheader" scope="col">Task</th>
        <th role="columnheader" scope="col">State</th>
        <th role="columnheader" scope="col">How it goes</th>
        <th role="columnheader" scope="col"><span class="visually-hidden">Actions</span></th>
      </tr></thead>
      <tbody role="rowgroup">${repeat(
        this.tasks,
        task => task.id,
        task => taskRow(task, actions),
      )}</tbody>
    </table>`;
  }

  #fire(name: string, task: Task): void {
    this.dispatchEvent(new CustomEvent(name, { detail: task, bubbles: true }));
  }
}

customElements.define('mw-task-table', TaskTable);
