// Runs before the first paint, so that a dark screen does not begin white. The same rules are in src/ui/theme-provider.tsx.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('kopilka.scheme');
  } catch {
    // Storage may be forbidden; then the system decides.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light';
})();
