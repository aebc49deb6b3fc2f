// Runs before the first paint. The choice of light or dark is kept in this browser; without one, the system decides.
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

// A form that names no method is the server's to read, over the connection that makes the page live. Sent before there is one, the browser would put
// all that was typed into the address, secrets included.
document.addEventListener('submit', (event) => {
  if (!event.target.hasAttribute('method') && event.target.closest('.frame')?.dataset.live !== 'true') event.preventDefault();
}, true);
