// The pages of pipelines: the YAML editor, and files that are dropped. The editor itself (Monaco) is fetched when somebody needs it.
const vs = new URL('monaco/vs', import.meta.url).href;
const typingPause = 350;
const servers = new Map();
let loading;

const load = () => loading ??= new Promise((resolve, reject) => {
  self.MonacoEnvironment = { getWorker: () => new Worker(`${vs}/base/worker/workerMain.js`) };
  const script = document.createElement('script');
  script.src = `${vs}/loader.js`;
  script.onerror = reject;
  script.onload = () => {
    self.require.config({ paths: { vs } });
    self.require(['vs/editor/editor.main'], () => resolve(prepare(self.monaco)), reject);
  };
  document.head.append(script);
});

// The editor knows colours as #rrggbb alone; the canvas writes every opaque colour so.
function hex(variable) {
  const brush = document.createElement('canvas').getContext('2d');
  brush.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
  return brush.fillStyle.startsWith('#') ? brush.fillStyle : undefined;
}

function paint(monaco) {
  const [background, soft] = [hex('--mud-palette-surface'), hex('--soft')];
  monaco.editor.defineTheme('slipway', {
    base: document.documentElement.dataset.theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [],
    colors: {
      ...(background && { 'editor.background': background }),
      ...(soft && { 'editorLineNumber.foreground': soft, 'editorLineNumber.activeForeground': soft }),
    },
  });
  monaco.editor.setTheme('slipway');
}

function prepare(monaco) {
  paint(monaco);
  new MutationObserver(() => paint(monaco)).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  monaco.languages.registerCompletionItemProvider('yaml', {
    triggerCharacters: ['{', '.'],
    async provideCompletionItems(model, position) {
      const line = model.getLineContent(position.lineNumber);
      const before = line.slice(0, position.column - 1);
      const open = before.lastIndexOf('${');
      if (open < 0 || before.indexOf('}', open) >= 0) return { suggestions: [] };
      const rest = line.slice(position.column - 1).match(/^[^}\s"']*/)[0].length;
      const end = position.column + rest;
      const range = { startLineNumber: position.lineNumber, endLineNumber: position.lineNumber, startColumn: open + 3, endColumn: end };
      const known = await servers.get(model)?.invokeMethodAsync('CompleteAsync') ?? [];
      return {
        suggestions: known.map(({ text, help }, index) => ({
          label: text,
          detail: help,
          kind: monaco.languages.CompletionItemKind.Variable,
          insertText: line[end - 1] === '}' ? text : `${text}}`,
          sortText: String(index).padStart(5, '0'),
          range,
        })),
      };
    },
  });
  return monaco;
}

// What is long goes to the server in pieces. The line feed at the end keeps an empty text from being no stream at all.
const encode = (text) => new TextEncoder().encode(`${text}\n`);

/** The text of an input, however long, as a stream. */
export const textOf = (input) => encode(input.value);

class YamlEditor {
  #field;
  #server;
  #editor;
  #monaco;
  #timer;
  #serial = 0;
  #isOver = false;

  constructor(host, server) {
    this.#field = host.querySelector('textarea');
    this.#server = server;
    this.#field.addEventListener('input', this.#changed);
    this.#field.addEventListener('change', this.#changed);
  }

  async start(host, isReadOnly) {
    await this.#send();
    try {
      this.#monaco = await load();
    } catch {
      return; // The plain text area does, too.
    }
    if (this.#isOver) return;
    const place = document.createElement('div');
    place.className = 'monaco-place';
    host.append(place);
    const isNarrow = host.clientWidth < 600;
    this.#editor = this.#monaco.editor.create(place, {
      value: this.#field.value,
      language: 'yaml',
      theme: 'slipway',
      readOnly: isReadOnly,
      ariaLabel: this.#field.getAttribute('aria-label'),
      automaticLayout: true,
      fixedOverflowWidgets: true,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      wordBasedSuggestions: false,
      wordWrap: isNarrow ? 'on' : 'off',
      lineNumbersMinChars: isNarrow ? 3 : 4,
      folding: !isNarrow,
      fontSize: 13,
      tabSize: 2,
      scrollbar: { alwaysConsumeMouseWheel: false },
    });
    servers.set(this.#editor.getModel(), this.#server);
    this.#editor.onDidChangeModelContent(() => {
      if (this.#field.value === this.#editor.getValue()) return;
      this.#field.value = this.#editor.getValue();
      this.#field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    host.dataset.ready = 'true';
    this.#field.tabIndex = -1;
    this.#field.setAttribute('aria-hidden', 'true');
    await this.#send();
  }

  read() {
    clearTimeout(this.#timer);
    return encode(this.#field.value);
  }

  /** Shows another text; what was there can be had again by undoing. */
  write(text, marks) {
    this.#field.value = text;
    this.#field.dispatchEvent(new Event('input', { bubbles: true }));
    clearTimeout(this.#timer);
    this.#serial++;
    this.#show(text);
    this.#mark(marks);
  }

  mark(marks) {
    this.#serial++;
    this.#mark(marks);
  }

  reveal(line, column) {
    if (!this.#editor) return;
    const position = { lineNumber: Math.max(line, 1), column: Math.max(column, 1) };
    this.#editor.setPosition(position);
    this.#editor.revealPositionInCenter(position);
    this.#editor.focus();
  }

  dispose() {
    this.#isOver = true;
    clearTimeout(this.#timer);
    const model = this.#editor?.getModel();
    servers.delete(model);
    this.#editor?.dispose();
    model?.dispose();
  }

  #changed = () => {
    this.#show(this.#field.value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), typingPause);
  };

  #show(text) {
    const model = this.#editor?.getModel();
    if (!model || model.getValue() === text) return;
    this.#editor.pushUndoStop();
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    this.#editor.pushUndoStop();
  }

  async #send() {
    if (this.#isOver) return;
    const serial = ++this.#serial;
    const marks = await this.#server.invokeMethodAsync('TakeAsync', DotNet.createJSStreamReference(encode(this.#field.value)));
    if (serial === this.#serial) this.#mark(marks);
  }

  #mark(marks) {
    const model = this.#editor?.getModel();
    if (!model) return;
    this.#monaco.editor.setModelMarkers(model, 'slipway', marks.map(({ line, column, isError, text }) => {
      const at = Math.min(Math.max(line, 1), model.getLineCount());
      return {
        startLineNumber: at,
        endLineNumber: at,
        startColumn: Math.max(column, 1),
        endColumn: Math.max(model.getLineMaxColumn(at), column + 1),
        message: text,
        severity: isError ? this.#monaco.MarkerSeverity.Error : this.#monaco.MarkerSeverity.Warning,
      };
    }));
  }
}

/** Makes the text area in the host an editor; the server is told what is typed. */
export function edit(host, server, isReadOnly) {
  const editor = new YamlEditor(host, server);
  editor.start(host, isReadOnly);
  return editor;
}

/** Lets a file be dropped anywhere on the zone. */
export function takeDrops(zone) {
  const input = zone.querySelector('input[type=file]');
  const over = (isOver) => zone.toggleAttribute('data-over', isOver);
  zone.addEventListener('dragover', (event) => {
    event.preventDefault();
    over(true);
  });
  zone.addEventListener('dragleave', () => over(false));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
