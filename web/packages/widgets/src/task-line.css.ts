import { css } from 'lit';

/** Colours come from custom properties, so a page can give the line its own. */
export const lineStyles = css`
  :host {
    --_text: var(--mw-text, light-dark(#1c2430, #e8ebf0));
    --_muted: var(--mw-muted, light-dark(#566072, #a3adbd));
    --_track: var(--mw-track, light-dark(#e3e7ed, #333c4a));
    --_waiting: var(--mw-waiting, light-dark(#566072, #a3adbd));
    --_running: var(--mw-running, light-dark(#1d5fd0, #7fb0ff));
    --_retry: var(--mw-retry, light-dark(#8a5300, #f0b45c));
    --_bad: var(--mw-bad, light-dark(#b3261e, #ff9d94));
    --_good: var(--mw-good, light-dark(#1b6e3c, #6fd695));
    display: block;
    color: var(--_text);
    font: var(--mw-font, 400 0.9375rem / 1.4 system-ui, sans-serif);
    font-variant-numeric: tabular-nums;
  }
  :host([hidden]) { display: none; }
  .line { display: flex; align-items: flex-start; gap: 0.5rem; min-height: 1.5rem; }
  .words { display: flex; flex: 1 1 auto; flex-wrap: wrap; align-items: baseline; gap: 0.125rem 0.75rem; min-width: 0; }
  .icon { flex: none; width: 1.125rem; height: 1.125rem; margin-top: 0.125rem; color: var(--_tone); }
  .waiting, .cancelled { --_tone: var(--_waiting); }
  .running { --_tone: var(--_running); }
  .will-retry { --_tone: var(--_retry); }
  .needs-attention { --_tone: var(--_bad); }
  .done { --_tone: var(--_good); }
  .sentence { flex: 1 1 12rem; min-width: 0; overflow-wrap: anywhere; }
  .label { font-weight: 600; color: var(--_tone); }
  .meter { display: inline-flex; align-items: center; gap: 0.5rem; }
  progress {
    appearance: none; width: 7rem; height: 0.375rem; border: 0; border-radius: 1rem; overflow: hidden;
    background: var(--_track);
  }
  progress::-webkit-progress-bar { background: var(--_track); }
  progress::-webkit-progress-value { background: var(--_tone); border-radius: 1rem; transition: inline-size 0.3s; }
  progress::-moz-progress-bar { background: var(--_tone); border-radius: 1rem; }
  .count, .time, .link { color: var(--_muted); font-size: 0.875em; white-space: nowrap; }
  .running .icon { animation: turn 1.6s linear infinite; }
  @keyframes turn { to { rotate: 1turn; } }
  @media (prefers-reduced-motion: reduce) {
    .running .icon { animation: none; }
    progress::-webkit-progress-value { transition: none; }
  }
  @media (forced-colors: active) {
    progress { border: 1px solid CanvasText; }
    progress::-webkit-progress-value { background: Highlight; }
  }
`;
