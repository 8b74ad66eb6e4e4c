import type { Problem } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons.ts';

/** A problem in full: what failed, why, what to do, the id to quote, and a way to try again. */
export function problemBox(problem: Problem, retry?: () => void, wholePage = false): TemplateResult {
  return html`<div class="problem" role="alert">
    ${icon('alert')}
    <div class="body">
      ${wholePage ? html`<h1>${problem.title}</h1>` : html`<h3>${problem.title}</h3>`}
      ${problem.detail ? html`<p>${problem.detail}</p>` : nothing}
      ${problem.errors.map(error => (error.message && error.message !== problem.detail ? html`<p>${error.message}</p>` : nothing))}
      ${problem.advice ? html`<p>${problem.advice}</p>` : nothing}
      ${problem.requestId ? html`<p class="id">Request <code>${problem.requestId}</code></p>` : nothing}
      ${retry ? html`<div><button class="button slim" @click=${retry}>Try again</button></div>` : nothing}
    </div>
  </div>`;
}

/** Holds the place of rows that are still being read. */
export function skeleton(rows: number): TemplateResult {
  return html`<div class="skeleton" role="img" aria-label="Loading">${Array.from({ length: rows }, () => html`<i></i>`)}</div>`;
}
