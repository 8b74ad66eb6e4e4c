import { html, nothing, type TemplateResult } from 'lit';
import '../parts/copy-button.ts';
import { SNIPPETS } from './snippets.ts';

/** How the other side verifies our calls. */
export function signatureHelp(signed: number): TemplateResult {
  return html`<p>${
    signed === 0
      ? html`This type has no secret, so its calls are not signed. Set its <code>secret</code> to <code>whsec_</code> and 24 to 64 bytes in
        base64; <code>echo whsec_$(openssl rand -base64 32)</code> makes one.`
      : html`Each call is signed after Standard Webhooks${signed > 1 ? ', with both secrets while one is exchanged' : ''}: HMAC-SHA-256 over
        <code>ID.TIMESTAMP.BODY</code>, in base64, behind <code>v1,</code>. Take <code>whsec_</code> off the secret and decode the rest.`
  }</p>
  <div class="stack">${SNIPPETS.map(
    one => html`<details class="panel"><summary>${one.name}</summary><div class="inside">
      ${one.note ? html`<p>${one.note}</p>` : nothing}
      <pre tabindex="0" role="region" aria-label="Code for ${one.name}">${one.code}</pre>
      <mw-copy text=${one.code} label="Copy the code" look="slim"></mw-copy></div></details>`,
  )}</div>`;
}
