import { Signal } from '@meanwhile/client';

export type Theme = 'system' | 'light' | 'dark';

export const themeChosen = new Signal<void>();

const KEY = 'meanwhile-theme';

export function storedTheme(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Shows the pages in this theme, now and at the next visit. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  themeChosen.emit();
}
