// A server that was started again does not know this page any more: load it anew.
document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', (event) => {
  if (event.detail.state === 'rejected') location.reload();
});
