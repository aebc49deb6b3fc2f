// <task-log src="…/logs?stage=…&task=…">: the log of a task while it grows. The last lines are read first, earlier ones when they are asked for; only the
// lines in view are drawn, so that 100,000 of them are as quick as ten. It stands in a shadow root, because what is inside of the element belongs to Blazor.
import { dress, pieces, plain } from './ansi.js';

const page = 5000, height = 19, beyond = 20;
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

const shape = document.createElement('template');
shape.innerHTML = `
<link rel="stylesheet">
<div class="bar">
  <input type="search" placeholder="Search the log" aria-label="Search the log" spellcheck="false">
  <span class="found" role="status"></span>
  <button type="button" class="back" aria-label="Previous match" disabled>↑</button>
  <button type="button" class="on" aria-label="Next match" disabled>↓</button>
  <button type="button" class="follow" aria-pressed="true" title="Stay at the end while lines come">Follow</button>
  <button type="button" class="wide" aria-pressed="false">Wide</button>
  <a class="download" download>Download</a>
</div>
<div class="view" role="log" aria-live="off" aria-label="Log" tabindex="0">
  <button type="button" class="earlier" hidden>Load earlier lines</button>
  <p class="note">Reading the log…</p>
  <div class="space"><div class="rows"></div></div>
</div>`;

class TaskLog extends HTMLElement {
  static observedAttributes = ['src'];
  #lines = [];
  #matches = [];
  #match = -1;
  #query = '';
  #follows = true;
  #isDue = false;
  #earlier = null;
  #events = null;
  #turn = 0;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.append(shape.content.cloneNode(true));
    root.querySelector('link').href = new URL('./task-log.css', import.meta.url);
    const part = (name) => root.querySelector(name);
    [this.search, this.found, this.back, this.on, this.follow, this.wide, this.download, this.view, this.more, this.note, this.space, this.rows] =
      ['input', '.found', '.back', '.on', '.follow', '.wide', '.download', '.view', '.earlier', '.note', '.space', '.rows'].map(part);
    this.search.addEventListener('input', () => this.#look());
    this.search.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.#go(event.shiftKey ? -1 : 1);
      if (event.key === 'Escape' && this.search.value !== '') { this.search.value = ''; this.#look(); event.stopPropagation(); }
    });
    this.back.addEventListener('click', () => this.#go(-1));
    this.on.addEventListener('click', () => this.#go(1));
    this.follow.addEventListener('click', () => this.#stay(!this.#follows));
    this.wide.addEventListener('click', () => this.wide.setAttribute('aria-pressed', this.toggleAttribute('wide')));
    this.more.addEventListener('click', () => this.#readEarlier());
    this.view.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.resize = new ResizeObserver(() => this.#draw());
  }

  connectedCallback() { this.resize.observe(this.view); this.#begin(); }
  disconnectedCallback() { this.resize.disconnect(); this.#end(); }
  attributeChangedCallback(name, before, now) { if (this.isConnected && before !== now) this.#begin(); }

  get #source() { return this.getAttribute('src'); }

  #end() { this.#turn++; this.#events?.close(); this.#events = null; }

  async #begin() {
    this.#end();
    const turn = this.#turn;
    this.#lines = [];
    this.#earlier = null;
    this.#say('Reading the log…');
    this.download.href = `${this.#source}&colours=false&download=true`;
    this.#stay(true);
    this.#look();
    for (;;) {
      try {
        const answer = await this.#read(`${this.#source}&format=json&from=end&lines=${page}`);
        if (turn !== this.#turn) return;
        this.#take(answer.chunks);
        this.#setEarlier(answer._next);
        this.#say(this.#lines.length > 0 ? '' : 'Nothing has been written yet.');
        this.#listen(answer.chunks.at(-1)?.position ?? 0);
        return;
      } catch (problem) {
        if (turn !== this.#turn) return;
        this.#say(`The log cannot be read: ${problem.message} Trying again…`);
        await new Promise((resume) => setTimeout(resume, 3000));
        if (turn !== this.#turn) return;
      }
    }
  }

  async #read(address) {
    const answer = await fetch(address, { headers: { Accept: 'application/json' } });
    if (answer.redirected) location.reload();
    if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.message ?? `the server answered ${answer.status}.`);
    return answer.json();
  }

  // A connection that breaks is made again by the browser, which tells the server what came last.
  #listen(position) {
    this.#events = new EventSource(`${this.#source}&format=json&follow=true&after=${position}`);
    this.#events.onmessage = (event) => { this.#take([JSON.parse(event.data)]); this.#say(''); };
    this.#events.addEventListener('end', () => {
      this.#events?.close();
      this.#events = null;
      if (this.#lines.length === 0) this.#say('This task wrote nothing.');
    });
  }

  async #readEarlier() {
    const [turn, address] = [this.#turn, this.#earlier];
    this.more.disabled = true;
    try {
      const answer = await this.#read(address);
      if (turn !== this.#turn) return;
      const added = this.#linesOf(answer.chunks);
      const top = this.view.scrollTop;
      this.#stay(false);
      this.#lines = added.concat(this.#lines);
      this.#setEarlier(answer._next);
      this.#look();
      this.#size();
      this.view.scrollTop = top + added.length * height;
    } catch (problem) {
      this.found.textContent = problem.message;
    } finally {
      this.more.disabled = false;
    }
  }

  #setEarlier(address) { this.#earlier = address ?? null; this.more.hidden = this.#earlier === null; }
  #say(text) { this.note.textContent = text; this.note.hidden = text === ''; }

  #linesOf(chunks) {
    return chunks.flatMap((chunk) => chunk.lines.map((line) => ({ at: line.at, text: line.text, plain: plain(line.text).toLowerCase() })));
  }

  #take(chunks) {
    const from = this.#lines.length;
    for (const line of this.#linesOf(chunks)) this.#lines.push(line);
    if (this.#query !== '') { this.#find(from); this.#count(); }
    this.#due();
  }

  // However fast lines come, they are drawn once a frame.
  #due() {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => { this.#isDue = false; this.#size(); this.#draw(); });
  }

  #size() {
    this.space.style.height = `${this.#lines.length * height}px`;
    if (this.#follows) this.view.scrollTop = this.view.scrollHeight;
  }

  #scrolled() {
    const isAtEnd = this.view.scrollTop + this.view.clientHeight >= this.view.scrollHeight - height;
    if (isAtEnd !== this.#follows && (!isAtEnd || this.#match < 0)) this.#mark(isAtEnd);
    this.#draw();
  }

  #stay(follows) { this.#mark(follows); if (follows) { this.#match = -1; this.#due(); } }
  #mark(follows) { this.#follows = follows; this.follow.setAttribute('aria-pressed', follows); }

  #draw() {
    const top = this.view.scrollTop - this.space.offsetTop;
    const first = Math.max(0, Math.floor(top / height) - beyond);
    const last = Math.min(this.#lines.length, Math.ceil((top + this.view.clientHeight) / height) + beyond);
    this.rows.style.transform = `translateY(${first * height}px)`;
    const rows = [];
    for (let i = first; i < last; i++) rows.push(this.#row(i));
    this.rows.replaceChildren(...rows);
  }

  #row(i) {
    const line = this.#lines[i], row = document.createElement('div'), at = document.createElement('time'), text = document.createElement('span');
    row.className = this.#matches[this.#match] === i ? 'row chosen' : 'row';
    at.dateTime = line.at;
    at.textContent = time.format(Date.parse(line.at));
    at.title = exact.format(Date.parse(line.at));
    let place = 0;
    for (const piece of pieces(line.text)) {
      for (const [part, isFound] of this.#parts(piece.text, place, line.plain)) {
        text.append(dress(Object.assign(document.createElement(isFound ? 'mark' : 'span'), { textContent: part }), isFound ? {} : piece.look));
      }

      place += piece.text.length;
    }

    row.append(at, text);
    return row;
  }

  // A piece of a line, cut where what is searched for begins and ends; that may begin in one piece and end in another.
  #parts(text, place, line) {
    if (this.#query === '') return [[text, false]];
    const parts = [];
    const end = place + text.length;
    let from = place;
    for (let at = line.indexOf(this.#query, Math.max(0, place - this.#query.length + 1)); at >= 0 && at < end; at = line.indexOf(this.#query, at + this.#query.length)) {
      const [start, stop] = [Math.max(at, from), Math.min(at + this.#query.length, end)];
      if (stop <= from) continue;
      if (start > from) parts.push([text.slice(from - place, start - place), false]);
      parts.push([text.slice(start - place, stop - place), true]);
      from = stop;
    }

    if (from < end) parts.push([text.slice(from - place), false]);
    return parts;
  }

  #look() {
    this.#query = this.search.value.toLowerCase();
    this.#matches = [];
    this.#match = -1;
    if (this.#query !== '') this.#find(0);
    this.#count();
    if (this.#matches.length > 0) this.#go(-1); else this.#due();
  }

  #find(from) {
    for (let i = from; i < this.#lines.length; i++) if (this.#lines[i].plain.includes(this.#query)) this.#matches.push(i);
  }

  #go(step) {
    const count = this.#matches.length;
    if (count === 0) return;
    this.#match = this.#match < 0 ? (step > 0 ? 0 : count - 1) : (this.#match + step + count) % count;
    this.#mark(false);
    this.#count();
    this.#size();
    this.view.scrollTop = this.space.offsetTop + this.#matches[this.#match] * height - this.view.clientHeight / 2;
    this.#draw();
  }

  #count() {
    const count = this.#matches.length;
    this.back.disabled = this.on.disabled = count === 0;
    this.found.textContent = this.#query === '' ? ''
      : `${count === 0 ? 'Not found' : `${this.#match + 1} of ${count}`}${this.#earlier === null ? '' : ` in the last ${this.#lines.length.toLocaleString()} lines`}`;
  }
}

customElements.define('task-log', TaskLog);
