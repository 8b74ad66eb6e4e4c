import type { Label } from '@meanwhile/client';
import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

// Shapes from Lucide (https://lucide.dev), ISC licence.
const SHAPES: Record<Label, SVGTemplateResult> = {
  waiting: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>`,
  running: svg`<path d="M21 12a9 9 0 1 1-6.2-8.56"/>`,
  'will retry': svg`<path d="M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"/><path d="M3 3v5h5"/>`,
  'needs attention': svg`<path d="m21.7 18-8-14a2 2 0 0 0-3.4 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.7-3Z"/><path d="M12 9v4"/><path d="M12 17h.01"/>`,
  dismissed: svg`<rect width="18" height="5" x="3" y="3" rx="1"/><path d="M5 8v11a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8"/><path d="M10 12h4"/>`,
  done: svg`<circle cx="12" cy="12" r="9"/><path d="m8.5 12 2.5 2.5 4.5-5"/>`,
  cancelled: svg`<circle cx="12" cy="12" r="9"/><path d="m15 9-6 6"/><path d="m9 9 6 6"/>`,
};

/** The drawing inside the icon of a label; words stand beside it, so readers skip it. */
export function shapeOf(label: Label): SVGTemplateResult {
  return SHAPES[label];
}

/** The drawings of the widgets' own parts. */
export const PARTS = {
  bell: svg`<path d="M10.3 21a2 2 0 0 0 3.4 0"/><path d="M3.3 15.3A1 1 0 0 0 4 17h16a1 1 0 0 0 .7-1.7C19.4 14 18 12.5 18 8A6 6 0 0 0 6 8c0 4.5-1.4 6-2.7 7.3"/>`,
  close: svg`<path d="M18 6 6 18M6 6l12 12"/>`,
} satisfies Record<string, SVGTemplateResult>;

/** A drawing beside words. */
export function drawing(shape: SVGTemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
    stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;
}
