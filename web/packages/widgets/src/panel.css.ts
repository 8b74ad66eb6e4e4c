import { css } from 'lit';

export const panelStyles = css`
  .panel {
    position: fixed; inset-block: 0; inset-inline-end: 0; z-index: calc(var(--_layer) + 1); display: flex;
    flex-direction: column; width: min(27rem, 100vw); border-inline-start: 1px solid var(--_line);
    background: var(--_surface); box-shadow: var(--_shadow); animation: slide 0.18s ease-out;
  }
  :host([still]) .panel { position: static; width: auto; max-height: 40rem; animation: none; }
  .panel:focus { outline: none; }
  header { display: flex; align-items: center; justify-content: space-between; padding: 0.75rem 1rem 0.25rem; }
  h2 { font-size: 1.125em; }
  h3 { padding: 0.75rem 0 0.25rem; color: var(--_muted); font-size: 0.8125em; font-weight: 650; }
  [role="tablist"] { display: flex; flex-wrap: wrap; gap: 0.125rem; padding: 0 0.75rem; border-block-end: 1px solid var(--_line); }
  [role="tab"] { border: 0; border-radius: 0; background: none; color: var(--_muted); padding: 0.375rem 0.5rem; border-block-end: 2px solid transparent; }
  [role="tab"][aria-selected="true"] { color: var(--_text); border-block-end-color: var(--_accent); }
  [role="tabpanel"] { flex: 1 1 auto; overflow-y: auto; padding: 0.5rem 1rem 1rem; overscroll-behavior: contain; }
  li { display: grid; gap: 0.25rem; padding: 0.625rem 0; border-block-end: 1px solid var(--_line); }
  li.new .name::before {
    content: ""; display: inline-block; width: 0.5rem; height: 0.5rem; margin-inline-end: 0.375rem; border-radius: 50%;
    background: var(--_bad-fill);
  }
  .top { display: flex; align-items: baseline; justify-content: space-between; gap: 0.5rem; }
  .top .muted { white-space: nowrap; }
  .foot { min-height: 0; border-block-start: 1px solid var(--_line); padding: 0.5rem 1rem; display: flex; align-items: center; justify-content: space-between; gap: 0.5rem; }
  .foot.quiet { padding: 0; border: 0; }
  .problem { padding: 0.5rem 0; color: var(--_bad); }
  .empty { padding: 1.5rem 0; }
  .more { margin-block-start: 0.75rem; }
  @keyframes slide { from { translate: 2rem 0; opacity: 0; } }
  @media (max-width: 40rem) {
    .panel {
      inset-block: auto 0; inset-inline: 0; width: 100%; max-height: 80dvh; border-inline: 0;
      border-block-start: 1px solid var(--_line); border-radius: var(--_radius) var(--_radius) 0 0;
    }
    @keyframes slide { from { translate: 0 2rem; opacity: 0; } }
  }
  @media (prefers-reduced-motion: reduce) { .panel { animation: none; } }
`;
