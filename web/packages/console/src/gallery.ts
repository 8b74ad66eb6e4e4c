import './styles/index.css';
import { type Connection, Problem } from '@meanwhile/client';
import '@meanwhile/widgets';
import { html, render, type TemplateResult } from 'lit';
import { bellStates, listStates, toastStates } from './gallery-notices.ts';
import { at, STATES, sample } from './gallery-tasks.ts';
import { pill } from './parts/pill.ts';
import { problemBox } from './parts/problem.ts';

const CONNECTIONS: Connection[] = ['live', 'reconnecting', 'offline'];

const busy = Array.from({ length: 7 }, (_, index) =>
  sample(`busy-${index}`, {
    status: 'processing',
    processing_started_at: at(-index * 9),
    status_message: `Asking for drive time ${index + 1} of 7…`,
  }),
);

const refused = new Problem({
  title: 'The task was not created.',
  status: 422,
  detail: 'No workflow configured for task type: chatt',
  advice: 'Use one of: data_import.',
  request_id: '0193-4a6f',
});

function shown(name: string, content: TemplateResult): TemplateResult {
  const id = name.replaceAll(' ', '-');
  return html`<section class="card" id=${id} aria-labelledby="${id}-name"><h2 id="${id}-name">${name}</h2>${content}</section>`;
}

render(
  html`<div class="page">
    ${STATES.map(([name, task]) => shown(name, html`<mw-status .tasks=${[task]}></mw-status>`))}
    ${shown('all tasks of one entity', html`<mw-status for-entity="client:K1" .tasks=${busy}></mw-status>`)}
    ${shown('nothing to tell', html`<mw-status for-entity="client:K2" .tasks=${[]}></mw-status>`)}
    ${CONNECTIONS.map(connection => shown(`connection ${connection}`, html`<mw-task-line .task=${STATES[2]![1]} .connection=${connection}></mw-task-line>`))}
    ${bellStates().map(([name, content]) => shown(name, content))}
    ${toastStates().map(([name, content]) => shown(name, content))}
    ${listStates().map(([name, content]) => shown(name, content))}
    ${shown('pills', html`<div class="row">${STATES.map(([, task]) => pill(task))}</div>`)}
    ${shown(
      'a problem',
      problemBox(refused, () => {}),
    )}
  </div>`,
  document.querySelector<HTMLElement>('#gallery')!,
);
