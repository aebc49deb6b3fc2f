// <form-draft key="…">: keeps what is typed in this tab until the form is left, so that neither a restart of the server, nor a reload, nor the
// end of a session loses it. Never what is secret, and for whoever typed it alone. Blazor draws a page twice, ahead and live: only the live one counts.
const prefix = 'draft:';
const person = () => document.querySelector('.bar .who')?.textContent.trim();
const isLive = (element) => element.closest('.frame')?.dataset.live === 'true';
const isSecret = (input) => input.type === 'password' || input.dataset.secret !== undefined;
const all = (element) => [...element.querySelectorAll('input[name], textarea[name], select[name]')];
const inputs = (element) => all(element).filter((input) => !isSecret(input));
const valueOf = (input) => (input.type === 'checkbox' ? input.checked : input.value);

class FormDraft extends HTMLElement {
  #live = false;
  #who;

  connectedCallback() {
    this.addEventListener('input', () => this.#keep());
    requestAnimationFrame(() => this.#start());
  }

  disconnectedCallback() {
    // What stands in its place is there only when all of the page has changed.
    queueMicrotask(() => {
      if (this.#live && !this.isConnected && !document.querySelector('[data-session-ended]')) sessionStorage.removeItem(this.#key);
    });
  }

  get #key() { return `${prefix}${this.#who}:${this.getAttribute('key')}`; }

  #start() {
    if (!this.isConnected || this.#live) return;
    this.#who = person();
    if (!isLive(this) || !this.#who) {
      requestAnimationFrame(() => this.#start());
      return;
    }
    this.#live = true;
    const kept = JSON.parse(sessionStorage.getItem(this.#key) ?? '{}');
    // What one input says may bring up others.
    const restore = () => inputs(this).forEach((input) => {
      if (!(input.name in kept)) return;
      // What can be chosen may hang on another input: it is waited for.
      if (input.tagName === 'SELECT' && ![...input.options].some((option) => option.value === kept[input.name])) return;
      const value = kept[input.name];
      delete kept[input.name];
      if (valueOf(input) === value) return;
      if (input.type === 'checkbox') input.checked = value; else input.value = value;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    restore();
    const watch = new MutationObserver(restore);
    watch.observe(this, { childList: true, subtree: true });
    setTimeout(() => watch.disconnect(), 5000);
    new MutationObserver(() => this.#forgetSecrets()).observe(this, { childList: true, subtree: true, attributeFilter: ['type', 'data-secret'] });
  }

  // What was typed may turn out to be secret afterwards.
  #forgetSecrets() {
    const kept = JSON.parse(sessionStorage.getItem(this.#key) ?? 'null');
    if (!kept) return;
    all(this).filter(isSecret).forEach((input) => delete kept[input.name]);
    sessionStorage.setItem(this.#key, JSON.stringify(kept));
  }

  #keep() {
    if (!this.#live) return;
    sessionStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(inputs(this).map((input) => [input.name, valueOf(input)]))));
  }
}

// Who signs out leaves every form of the tab.
document.addEventListener('submit', ({ target }) => {
  if (target.getAttribute('action') === '/sign-out') Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)).forEach((key) => sessionStorage.removeItem(key));
});

// <modal-dialog>: its dialog is open from when it is drawn. Whether it stays is the server's to say.
class ModalDialog extends HTMLElement {
  connectedCallback() {
    requestAnimationFrame(() => {
      const dialog = this.querySelector('dialog');
      if (!dialog || dialog.open) return;
      dialog.addEventListener('cancel', (event) => {
        event.preventDefault();
        dialog.querySelector('[data-close]').click();
      });
      dialog.showModal();
      (dialog.querySelector('[autofocus]') ?? dialog.querySelector('input, select, textarea'))?.focus();
    });
  }
}

customElements.define('form-draft', FormDraft);
customElements.define('modal-dialog', ModalDialog);
