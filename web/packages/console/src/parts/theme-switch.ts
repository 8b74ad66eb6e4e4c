import { html, type TemplateResult } from 'lit';
import { Element } from '../element.ts';
import { prefer } from '../people/preferences.ts';
import { storedTheme, type Theme, themeChosen } from '../theme.ts';
import { type Icon, icon } from './icons.ts';

const CHOICES: [Theme, Icon, string][] = [
  ['system', 'monitor', 'Theme of the system'],
  ['light', 'sun', 'Light theme'],
  ['dark', 'moon', 'Dark theme'],
];

/** System, light or dark. */
export class ThemeSwitch extends Element {
  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(themeChosen.listen(() => this.requestUpdate()));
  }

  override render(): TemplateResult {
    const now = storedTheme();
    return html`<div class="theme" role="group" aria-label="Theme">
      ${CHOICES.map(
        ([theme, drawing, words]) => html`<button type="button" aria-pressed=${theme === now} title=${words}
          aria-label=${words} @click=${() => this.#choose(theme)}>${icon(drawing)}</button>`,
      )}
    </div>`;
  }

  #choose(theme: Theme): void {
    prefer(theme);
  }
}

customElements.define('mw-theme', ThemeSwitch);
