import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { drawing, PARTS } from './icons.ts';
import { askPanel, onPanel } from './panel-door.ts';
import { SAY } from './say.ts';
import { theme } from './theme.css.ts';
import { Widget } from './widget.ts';

/** `<mw-bell>`: how many failures somebody has not looked at, whether anything runs, and the way to the panel. */
export class Bell extends Widget {
  static override styles = [
    theme,
    css`
      :host { display: inline-block; }
      :host([corner]) { position: fixed; inset-block-end: 1rem; inset-inline-start: 1rem; z-index: var(--_layer); }
      :host([corner]) button { background: var(--_surface); border-color: var(--_line); box-shadow: var(--_shadow); }
      button { position: relative; width: 2.25rem; height: 2.25rem; border-radius: 50%; }
      .badge {
        position: absolute; inset-block-start: -0.125rem; inset-inline-end: -0.25rem; min-width: 1.125rem; height: 1.125rem;
        padding: 0 0.25rem; border-radius: 1rem; background: var(--_bad-fill); color: #fff;
        font-size: 0.6875rem; font-weight: 700; line-height: 1.125rem; text-align: center;
      }
      .ring {
        position: absolute; inset: 0; border: 2px solid transparent; border-block-start-color: var(--_accent);
        border-inline-end-color: var(--_accent); border-radius: 50%; animation: turn 1.6s linear infinite;
      }
      @keyframes turn { to { rotate: 1turn; } }
      @media (prefers-reduced-motion: reduce) { .ring { animation: none; border-color: var(--_accent); } }
      @media (forced-colors: active) { .badge { border: 1px solid CanvasText; } }
    `,
  ];

  @state() private panelOpen = false;

  protected override joined(): void {
    this.whileJoined(onPanel(open => (this.panelOpen = open)));
  }

  override render(): TemplateResult | typeof nothing {
    const inbox = this.hub?.inbox;
    if (!inbox) return nothing;
    const attention = inbox.unseen.length;
    return html`<button class="icon" part="bell" aria-label=${SAY.bellName(attention, inbox.running)}
      aria-haspopup="dialog" aria-expanded=${this.panelOpen} @click=${this.#toggle}>
      ${inbox.running > 0 ? html`<span class="ring" part="ring"></span>` : nothing}
      ${drawing(PARTS.bell)}
      ${attention > 0 ? html`<span class="badge" part="badge" aria-hidden="true">${SAY.badge(attention)}</span>` : nothing}
    </button>`;
  }

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  #toggle(): void {
    askPanel({ open: !this.panelOpen, opener: this });
  }
}

if (!customElements.get('mw-bell')) customElements.define('mw-bell', Bell);

declare global {
  interface HTMLElementTagNameMap {
    'mw-bell': Bell;
  }
}
