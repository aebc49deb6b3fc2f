// A stored secret stands in its field as a mask, which sent back means "as it is". Who types there means another value, not one that begins with stars.
const mask = '******';
const selectMask = ({ target }) => {
  if (target instanceof HTMLInputElement && target.type === 'password' && target.value === mask) target.select();
  else if (target instanceof HTMLTextAreaElement && target.dataset.secret !== undefined && target.value === mask) target.select();
};
document.addEventListener('focusin', selectMask);
document.addEventListener('click', selectMask);

// <into-view>: what a press brought up is not left below the fold. <into-view wrong>: the first field that something is wrong with is gone to.
class IntoView extends HTMLElement {
  connectedCallback() {
    requestAnimationFrame(() => {
      const wrong = this.hasAttribute('wrong') ? this.closest('form')?.querySelector('[aria-invalid=true]') : null;
      if (wrong) wrong.focus(); else this.scrollIntoView({ block: 'nearest' });
    });
  }
}

customElements.define('into-view', IntoView);
