// Runs before the first paint, so that a stored theme does not flash; everything else comes with the modules.
try {
  const theme = localStorage.getItem('meanwhile-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // No storage, no choice: the system decides.
}
