// The keyboard of the console: Ctrl+K (⌘K) opens the search; there, arrows choose and Enter goes.
document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    document.querySelector('[data-search]')?.click();
    return;
  }
  if (!event.target.matches?.('.quick-search')) return;
  const hits = [...document.querySelectorAll('#search-hits [role=option]')];
  const chosen = hits.findIndex((hit) => hit.ariaSelected === 'true');
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && hits.length) {
    event.preventDefault();
    const next = hits[(chosen + step + hits.length) % hits.length];
    hits.forEach((hit) => { hit.ariaSelected = hit === next ? 'true' : 'false'; });
    next.scrollIntoView({ block: 'nearest' });
  } else if (event.key === 'Enter') {
    event.preventDefault();
    hits[Math.max(0, chosen)]?.click();
  }
});

// The tabs of a browser share one session. Where the sign-in is shown there is none any more: the others go there, too.
const session = new BroadcastChannel('slipway-session');
if (document.querySelector('form.sign-in [name="Form.User"]')) session.postMessage('ended');
session.addEventListener('message', () => {
  if (document.querySelector('.frame')) location.reload();
});
