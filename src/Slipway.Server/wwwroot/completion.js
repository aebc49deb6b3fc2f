// What can stand in ${…}, offered while somebody types there. Arrows choose, Enter or Tab takes it, Escape puts the list away.
const fields = 'input:not([type]), input[type=text], textarea';
const most = 60;
let lists = 0;

// Where the letter at a place of the field stands on the screen: a copy of the field, which can be measured, tells.
function caret(field, at) {
  const box = field.getBoundingClientRect();
  if (field.tagName !== 'TEXTAREA') return { left: box.left, top: box.bottom };
  const style = getComputedStyle(field);
  const copy = document.createElement('div');
  for (const name of ['font', 'letterSpacing', 'padding', 'border', 'boxSizing', 'whiteSpace', 'overflowWrap', 'tabSize']) copy.style[name] = style[name];
  Object.assign(copy.style, { position: 'absolute', visibility: 'hidden', whiteSpace: 'pre-wrap', width: `${box.width}px`, top: '0', left: '-9999px' });
  copy.textContent = field.value.slice(0, at);
  const mark = copy.appendChild(document.createElement('span'));
  mark.textContent = '​';
  document.body.append(copy);
  const [x, y] = [mark.offsetLeft, mark.offsetTop + mark.offsetHeight];
  copy.remove();
  return { left: box.left + x - field.scrollLeft, top: Math.min(box.top + y - field.scrollTop, box.bottom) };
}

class Offering {
  #root;
  #server;
  #known;
  #field = null;
  #from = 0;
  #shown = [];
  #chosen = 0;
  #list = document.createElement('ul');
  #news = document.createElement('div');

  constructor(root, server) {
    this.#root = root;
    this.#server = server;
    this.#list.className = 'completions';
    this.#list.id = `completions-${++lists}`;
    this.#list.setAttribute('role', 'listbox');
    this.#list.setAttribute('aria-label', 'What can be read here');
    this.#list.hidden = true;
    this.#news.className = 'unseen';
    this.#news.setAttribute('role', 'status');
    this.#list.addEventListener('pointerdown', this.#pressed);
    root.addEventListener('focusin', this.#entered);
    root.addEventListener('input', this.#typed);
    root.addEventListener('keydown', this.#keyed, true);
    root.addEventListener('focusout', this.#close);
    root.after(this.#list, this.#news);
  }

  dispose() {
    this.#list.remove();
    this.#news.remove();
  }

  #entered = ({ target }) => {
    this.#known = undefined;
    if (this.#takes(target)) this.#tell(target);
  };

  #takes(target) {
    return target.matches(fields) && target.dataset.plain === undefined && !target.hasAttribute('list');
  }

  #tell(target) {
    target.setAttribute('aria-autocomplete', 'list');
    target.setAttribute('aria-controls', this.#list.id);
    if (target.tagName === 'INPUT') {
      target.setAttribute('role', 'combobox');
      target.setAttribute('aria-expanded', 'false');
    }
  }

  #typed = async ({ target }) => {
    if (!this.#takes(target)) return;
    const before = target.value.slice(0, target.selectionStart);
    const open = before.lastIndexOf('${');
    const word = before.slice(open + 2);
    if (open < 0 || /[}\n]/.test(word) || before[open - 1] === '$') {
      this.#close();
      return;
    }
    this.#known ??= this.#server.invokeMethodAsync('CompleteAsync');
    const known = await this.#known;
    if (document.activeElement !== target || target.value.slice(0, target.selectionStart) !== before) return;
    const part = word.trim().toLowerCase();
    const fits = known.filter(({ text }) => text.toLowerCase().includes(part));
    const starts = ({ text }) => (text.toLowerCase().startsWith(part) ? 0 : 1);
    this.#open(target, open + 2, fits.sort((a, b) => starts(a) - starts(b)).slice(0, most));
  };

  #open(field, from, shown) {
    [this.#field, this.#from, this.#shown] = [field, from, shown];
    if (!shown.length) {
      this.#close();
      this.#news.textContent = 'Nothing is called so.';
      return;
    }
    this.#list.replaceChildren(...shown.map(({ text, help }, index) => {
      const item = document.createElement('li');
      item.id = `${this.#list.id}-${index}`;
      item.setAttribute('role', 'option');
      const [name, description] = [document.createElement('code'), document.createElement('span')];
      name.textContent = text;
      description.textContent = help;
      item.append(name, description);
      return item;
    }));
    this.#list.hidden = false;
    // Who was here before this began was not told yet.
    if (!field.hasAttribute('aria-controls')) this.#tell(field);
    const { left, top } = caret(field, from);
    const height = Math.min(this.#list.scrollHeight, 260);
    this.#list.style.left = `${Math.max(8, Math.min(left, innerWidth - this.#list.offsetWidth - 8))}px`;
    this.#list.style.top = `${top + height + 8 > innerHeight ? Math.max(8, top - height - 28) : top + 2}px`;
    if (field.tagName === 'INPUT') field.setAttribute('aria-expanded', 'true');
    this.#news.textContent = `${shown.length} can be read here. Arrows choose, Enter takes.`;
    this.#choose(0);
  }

  #choose(index) {
    this.#chosen = (index + this.#shown.length) % this.#shown.length;
    [...this.#list.children].forEach((item, at) => item.setAttribute('aria-selected', at === this.#chosen ? 'true' : 'false'));
    const item = this.#list.children[this.#chosen];
    item.scrollIntoView({ block: 'nearest' });
    this.#field.setAttribute('aria-activedescendant', item.id);
  }

  #keyed = (event) => {
    if (this.#list.hidden || event.target !== this.#field) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#choose(this.#chosen + step);
    else if (event.key === 'Enter' || event.key === 'Tab') this.#take(this.#chosen);
    else if (event.key === 'Escape') this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #pressed = (event) => {
    const item = event.target.closest('[role=option]');
    if (!item) return;
    event.preventDefault();
    this.#take([...this.#list.children].indexOf(item));
  };

  #take(index) {
    const [field, { text }] = [this.#field, this.#shown[index]];
    const rest = field.value.slice(field.selectionStart);
    const end = field.selectionStart + rest.match(/^[^}\s"'$]*/)[0].length;
    this.#close();
    field.setSelectionRange(this.#from, end);
    const written = field.value[end] === '}' ? text : `${text}}`;
    // As if it was typed: it can be undone, and leaving the field tells of it.
    if (!document.execCommand('insertText', false, written)) {
      field.setRangeText(written, this.#from, end, 'end');
      field.addEventListener('blur', () => field.dispatchEvent(new Event('change', { bubbles: true })), { once: true });
    }
    if (field.value[field.selectionStart] === '}') field.setSelectionRange(field.selectionStart + 1, field.selectionStart + 1);
  }

  #close = () => {
    this.#list.hidden = true;
    if (!this.#field) return;
    this.#field.removeAttribute('aria-activedescendant');
    if (this.#field.tagName === 'INPUT') this.#field.setAttribute('aria-expanded', 'false');
  };
}

/** Offers what the server knows in every text field under the root. */
export function offer(root, server) {
  return new Offering(root, server);
}
