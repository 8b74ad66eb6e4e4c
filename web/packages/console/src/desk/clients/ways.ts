import { html, nothing, type TemplateResult } from 'lit';

/** "12 min", and that it is an estimate where it is one. */
export function minutes(time: { minutes: number; estimated: boolean }): TemplateResult {
  return html`${time.minutes} min${time.estimated ? html` <span class="tag">estimate</span>` : nothing}`;
}
