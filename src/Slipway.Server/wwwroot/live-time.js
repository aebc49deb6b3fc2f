// <live-time at="…">: how long ago, or how long until then. <live-time since="…" until="…">: how long; ticks while there is no until.
// The text is in a shadow root, because what is inside of the element belongs to Blazor.
const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
const clockDifference = Date.parse(document.documentElement.dataset.serverTime) - Date.now();
const now = () => Date.now() + clockDifference;
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const dateOnly = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const drawn = new Set();

const ago = (ms) =>
  ms < 5 * second ? 'just now'
  : ms < minute ? `${Math.floor(ms / second)} s ago`
  : ms < hour ? `${Math.floor(ms / minute)} min ago`
  : ms < day ? `${Math.floor(ms / hour)} h ago`
  : ms < 7 * day ? `${Math.floor(ms / day)} d ago`
  : null;

const ahead = (ms) =>
  ms < minute ? `in ${Math.round(ms / second)} s`
  : ms < hour ? `in ${Math.round(ms / minute)} min`
  : ms < day ? `in ${Math.round(ms / hour)} h`
  : ms < 60 * day ? `in ${Math.round(ms / day)} d`
  : null;

const duration = (ms, isRunning) =>
  ms < second && !isRunning ? `${Math.round(ms)} ms`
  : ms < 10 * second && !isRunning ? `${(ms / second).toFixed(1)} s`
  : ms < minute ? `${Math.floor(ms / second)} s`
  : ms < hour ? `${Math.floor(ms / minute)} min ${Math.floor((ms % minute) / second)} s`
  : ms < day ? `${Math.floor(ms / hour)} h ${Math.floor((ms % hour) / minute)} min`
  : `${Math.floor(ms / day)} d ${Math.floor((ms % day) / hour)} h`;

class LiveTime extends HTMLElement {
  static observedAttributes = ['at', 'since', 'until'];
  #text = document.createElement('span');

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).append(this.#text);
  }

  connectedCallback() { drawn.add(this); this.draw(); }
  disconnectedCallback() { drawn.delete(this); }
  attributeChangedCallback() { this.draw(); }

  draw() {
    const at = Date.parse(this.getAttribute('at')), since = Date.parse(this.getAttribute('since')), until = Date.parse(this.getAttribute('until'));
    if (!isNaN(at)) {
      const passed = now() - at;
      this.#write((passed < -5 * second ? ahead(-passed) : ago(Math.max(0, passed))) ?? dateOnly.format(at), exact.format(at));
    } else if (!isNaN(since)) {
      const isRunning = isNaN(until);
      this.#write(duration(Math.max(0, (isRunning ? now() : until) - since), isRunning),
        `${exact.format(since)} – ${isRunning ? 'still running' : exact.format(until)}`);
    }
  }

  #write(text, title) {
    if (this.#text.textContent !== text) this.#text.textContent = text;
    if (this.#text.title !== title) this.#text.title = title;
  }
}

customElements.define('live-time', LiveTime);
setInterval(() => drawn.forEach((element) => element.draw()), second);
