// Runs before the first paint. The choice is kept in this browser; without one, the system decides.
(() => {
  const key = 'slipway-theme';
  const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
  const system = () => (systemIsDark.matches ? 'dark' : 'light');
  const apply = () => { document.documentElement.dataset.theme = localStorage.getItem(key) ?? system(); };

  systemIsDark.addEventListener('change', apply);
  addEventListener('storage', apply);
  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-theme-toggle]')) return;
    const wanted = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    if (wanted === system()) localStorage.removeItem(key);
    else localStorage.setItem(key, wanted);
    apply();
  });
  apply();
})();
