// The canvas of a pipeline: stages and tasks are dragged where they are to run, or moved by Alt and an arrow.
const arrows = { ArrowUp: 'Up', ArrowDown: 'Down', ArrowLeft: 'Left', ArrowRight: 'Right' };

class Canvas {
  #root;
  #server;
  #dragged = null;
  #over = null;

  constructor(root, server) {
    this.#root = root;
    this.#server = server;
    root.addEventListener('dragstart', this.#started);
    root.addEventListener('dragover', this.#moved);
    root.addEventListener('drop', this.#dropped);
    root.addEventListener('dragend', this.#ended);
    root.addEventListener('keydown', this.#keyed);
  }

  dispose() {
    this.#ended();
  }

  /** Gives the focus to a card or a stage's name. */
  focus(stage, task) {
    let tries = 30;
    const look = () => {
      const card = [...this.#root.querySelectorAll('[data-card]')].find(({ dataset }) => dataset.stage === stage && (dataset.task ?? null) === task);
      if (card) card.focus();
      else if (--tries > 0) requestAnimationFrame(look);
    };
    look();
  }

  #started = (event) => {
    const item = event.target.closest?.('[data-drag]');
    if (!item || !this.#root.contains(item)) return;
    this.#dragged = { kind: item.dataset.drag, stage: item.dataset.stage, task: item.dataset.task };
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', item.dataset.task ?? item.dataset.stage);
    // A page that changes at once would end the drag.
    setTimeout(() => { if (this.#dragged) this.#root.dataset.dragging = this.#dragged.kind; });
  };

  #moved = (event) => {
    const place = this.#placeOf(event);
    this.#mark(place);
    if (!place) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
  };

  #dropped = (event) => {
    const [dragged, place] = [this.#dragged, this.#placeOf(event)];
    this.#ended();
    if (!dragged || !place) return;
    event.preventDefault();
    if (dragged.kind === 'stage') {
      this.#server.invokeMethodAsync('DropStageAsync', dragged.stage, place.turn);
    } else {
      const { stage, group, beside } = place.element.dataset;
      this.#server.invokeMethodAsync('DropTaskAsync', dragged.stage, dragged.task, stage, Number(group), beside !== undefined);
    }
  };

  #ended = () => {
    this.#dragged = null;
    delete this.#root.dataset.dragging;
    this.#mark(null);
  };

  #placeOf(event) {
    if (!this.#dragged) return null;
    if (this.#dragged.kind === 'task') {
      const element = event.target.closest?.('[data-slot]');
      return element ? { element, side: '' } : null;
    }
    const element = event.target.closest?.('[data-at]');
    if (!element) return null;
    const box = element.getBoundingClientRect();
    const isColumn = getComputedStyle(element.parentElement).flexDirection === 'column';
    const isAfter = isColumn ? event.clientY > box.top + box.height / 2 : event.clientX > box.left + box.width / 2;
    return { element, side: isAfter ? 'after' : 'before', turn: Number(element.dataset.at) + (isAfter ? 1 : 0) };
  }

  #mark(place) {
    if (this.#over && this.#over !== place?.element) delete this.#over.dataset.over;
    this.#over = place?.element ?? null;
    if (place) place.element.dataset.over = place.side;
  }

  #keyed = async (event) => {
    if (event.key === 'Escape' && event.target.closest('.model-panel')) {
      event.preventDefault();
      // What is being typed is kept first.
      if (event.target.matches('input, textarea, select')) event.target.blur();
      this.#root.querySelector('.model-panel [data-close]')?.click();
      return;
    }
    const [card, direction] = [event.target.closest('[data-card]'), arrows[event.key]];
    if (!card || !direction || !event.altKey || event.ctrlKey || event.shiftKey || event.metaKey) return;
    event.preventDefault();
    const { stage, task } = card.dataset;
    if (task === undefined) {
      await this.#server.invokeMethodAsync('StepStageAsync', stage, direction);
      this.focus(stage, null);
    } else {
      const there = await this.#server.invokeMethodAsync('StepTaskAsync', stage, task, direction);
      if (there) this.focus(...there);
    }
  };
}

/** Makes what is drawn in the root something that can be moved; the server is told what is put where. */
export function canvas(root, server) {
  return new Canvas(root, server);
}
