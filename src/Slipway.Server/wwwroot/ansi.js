// ANSI colours (SGR) of one line as pieces of text, each with its look. The server lets through no other sequences.
const sequence = /\x1b\[([0-9:;]*)m/g;
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

const named = (code) => code < 8 ? `var(--ansi-${names[code]})` : `var(--ansi-bright-${names[code - 8]})`;
const level = (n) => n === 0 ? 0 : 55 + 40 * n;

const indexed = (n) =>
  n < 16 ? named(n)
  : n < 232 ? `rgb(${level(Math.floor((n - 16) / 36))} ${level(Math.floor((n - 16) / 6) % 6)} ${level((n - 16) % 6)})`
  : `rgb(${8 + 10 * (n - 232)} ${8 + 10 * (n - 232)} ${8 + 10 * (n - 232)})`;

// 38;5;n and 38;2;r;g;b, with semicolons or colons.
const extended = (codes) => {
  const kind = codes.shift();
  if (kind === 5) { const n = codes.shift(); return n >= 0 && n < 256 ? indexed(n) : null; }
  if (kind === 2) { const [r, g, b] = codes.splice(0, 3); return [r, g, b].every((n) => n >= 0 && n < 256) ? `rgb(${r} ${g} ${b})` : null; }
  return null;
};

const apply = (look, text) => {
  const codes = text.replace(/(^|;)([34]8):2::?/g, '$1$2:2:').split(/[;:]/).map((code) => code === '' ? 0 : Number(code));
  let next = look;
  while (codes.length > 0) {
    const code = codes.shift();
    next =
      code === 0 ? {}
      : code === 1 ? { ...next, bold: true }
      : code === 2 ? { ...next, faint: true }
      : code === 3 ? { ...next, italic: true }
      : code === 4 ? { ...next, underline: true }
      : code === 7 ? { ...next, inverse: true }
      : code === 9 ? { ...next, struck: true }
      : code === 22 ? { ...next, bold: false, faint: false }
      : code === 23 ? { ...next, italic: false }
      : code === 24 ? { ...next, underline: false }
      : code === 27 ? { ...next, inverse: false }
      : code === 29 ? { ...next, struck: false }
      : code >= 30 && code < 38 ? { ...next, colour: named(code - 30) }
      : code === 38 ? { ...next, colour: extended(codes) ?? next.colour }
      : code === 39 ? { ...next, colour: undefined }
      : code >= 40 && code < 48 ? { ...next, back: named(code - 40) }
      : code === 48 ? { ...next, back: extended(codes) ?? next.back }
      : code === 49 ? { ...next, back: undefined }
      : code >= 90 && code < 98 ? { ...next, colour: named(code - 82) }
      : code >= 100 && code < 108 ? { ...next, back: named(code - 92) }
      : next;
  }

  return next;
};

export const plain = (line) => line.replace(sequence, '');

export const pieces = (line) => {
  const found = [];
  let look = {}, place = 0;
  for (const match of line.matchAll(sequence)) {
    if (match.index > place) found.push({ text: line.slice(place, match.index), look });
    look = apply(look, match[1]);
    place = match.index + match[0].length;
  }

  if (place < line.length) found.push({ text: line.slice(place), look });
  return found;
};

export const dress = (element, look) => {
  const colour = look.inverse ? look.back ?? 'var(--log-back)' : look.colour, back = look.inverse ? look.colour ?? 'var(--log-text)' : look.back;
  if (colour) element.style.color = colour;
  if (back) element.style.backgroundColor = back;
  if (look.bold) element.style.fontWeight = '700';
  if (look.faint) element.style.opacity = '.72';
  if (look.italic) element.style.fontStyle = 'italic';
  if (look.underline || look.struck) element.style.textDecoration = [look.underline && 'underline', look.struck && 'line-through'].filter(Boolean).join(' ');
  return element;
};
