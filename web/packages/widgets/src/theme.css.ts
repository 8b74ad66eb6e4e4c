import { css } from 'lit';

/** What all widgets look like: every colour and size can be set by the page. */
export const theme = css`
  :host {
    --_surface: var(--mw-surface, light-dark(#ffffff, #1c232c));
    --_sunken: var(--mw-sunken, light-dark(#f1f3f6, #151a21));
    --_line: var(--mw-line, light-dark(#dfe3e9, #333d4a));
    --_edge: var(--mw-edge, light-dark(#7c8798, #7c899b));
    --_text: var(--mw-text, light-dark(#1c2430, #e8ebf0));
    --_muted: var(--mw-muted, light-dark(#566072, #a3adbd));
    --_accent: var(--mw-accent, light-dark(#1a5ac6, #86b4ff));
    --_bad: var(--mw-bad, light-dark(#b3261e, #ff9d94));
    --_bad-fill: var(--mw-bad-fill, light-dark(#b3261e, #b8372e));
    --_retry: var(--mw-retry, light-dark(#8a5300, #f0b45c));
    --_radius: var(--mw-radius, 0.625rem);
    --_shadow: var(--mw-shadow, 0 0.5rem 2rem rgb(10 15 25 / 25%));
    --_layer: var(--mw-layer, 1000);
    color: var(--_text);
    font: var(--mw-font, 400 0.9375rem / 1.4 system-ui, sans-serif);
    text-align: start;
  }
  :host([hidden]) { display: none !important; }
  *, ::before, ::after { box-sizing: border-box; }
  h2, h3, p, ul { margin: 0; padding: 0; }
  ul { list-style: none; }
  svg { width: 1.125rem; height: 1.125rem; flex: none; }
  button, .button {
    display: inline-flex; align-items: center; gap: 0.375rem; min-height: 1.75rem; min-width: 1.75rem;
    padding: 0.1875rem 0.625rem; border: 1px solid var(--_edge); border-radius: calc(var(--_radius) * 0.6);
    background: var(--_surface); color: var(--_text); font: inherit; font-size: 0.875em; font-weight: 550;
    text-decoration: none; white-space: nowrap; cursor: pointer;
  }
  button:hover, .button:hover { background: var(--_sunken); }
  button:disabled { opacity: 0.6; cursor: default; }
  button.plain { border-color: transparent; background: none; color: var(--_accent); padding-inline: 0.375rem; }
  button.plain:hover { text-decoration: underline; }
  button.icon { justify-content: center; padding: 0; border-color: transparent; background: none; color: var(--_muted); }
  button.icon:hover { color: var(--_text); background: var(--_sunken); }
  :focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
  .muted { color: var(--_muted); font-size: 0.875em; }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem; }
  .name { font-weight: 600; overflow-wrap: anywhere; }
  .why { overflow-wrap: anywhere; }
  .said {
    position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    button, .button { border-color: ButtonText; }
  }
`;
