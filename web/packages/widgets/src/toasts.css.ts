import { css } from 'lit';

export const toastStyles = css`
  :host { display: block; }
  section {
    position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: var(--_layer); display: grid; gap: 0.5rem;
    width: min(26rem, calc(100vw - 2rem)); border-radius: var(--_radius);
  }
  :host([still]) section { position: static; width: auto; }
  li, .rest {
    padding: 0.75rem; border: 1px solid var(--_line); border-inline-start: 4px solid var(--_tone);
    border-radius: var(--_radius); background: var(--_surface); box-shadow: var(--_shadow);
  }
  ul { display: grid; gap: 0.5rem; }
  li { --_tone: var(--_bad); display: grid; gap: 0.375rem; animation: come 0.2s ease-out; }
  li.again { --_tone: var(--_retry); }
  li.done { --_tone: var(--_edge); }
  .rest { --_tone: var(--_bad); display: flex; align-items: center; justify-content: space-between; gap: 0.5rem; }
  .head { display: flex; align-items: flex-start; gap: 0.5rem; }
  .head > svg { margin-block-start: 0.125rem; color: var(--_tone); }
  .head > div { flex: 1 1 auto; min-width: 0; }
  .problem { color: var(--_bad); font-size: 0.875em; }
  @keyframes come { from { opacity: 0; translate: 0 0.5rem; } }
  @media (prefers-reduced-motion: reduce) { li { animation: none; } }
  @media (max-width: 40rem) { section { inset-inline: 1rem; width: auto; } }
`;
