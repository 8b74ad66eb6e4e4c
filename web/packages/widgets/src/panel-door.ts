/** What somebody asks of the panel of this page. */
export interface Knock {
  open: boolean;
  /** Where the keyboard goes back to when the panel closes. */
  opener: HTMLElement | null;
}

const ASKED = 'mw-panel-ask';
const MOVED = 'mw-panel-moved';

/** Asks the panel to open or close; false when this page has none. */
export function askPanel(knock: Knock): boolean {
  return !document.dispatchEvent(new CustomEvent(ASKED, { detail: knock, cancelable: true }));
}

/** Answers those who ask, until the returned function is called. */
export function keepDoor(answer: (knock: Knock) => void): () => void {
  const hear = (event: Event) => {
    event.preventDefault();
    answer((event as CustomEvent<Knock>).detail);
  };
  document.addEventListener(ASKED, hear);
  return () => document.removeEventListener(ASKED, hear);
}

export function tellPanel(open: boolean): void {
  document.dispatchEvent(new CustomEvent(MOVED, { detail: open }));
}

/** Hears whether the panel is open, until the returned function is called. */
export function onPanel(listener: (open: boolean) => void): () => void {
  const hear = (event: Event) => listener((event as CustomEvent<boolean>).detail);
  document.addEventListener(MOVED, hear);
  return () => document.removeEventListener(MOVED, hear);
}
