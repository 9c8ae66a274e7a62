/** The list of what is heard, one line a stretch; the one that lasts counts its seconds. */
const NAMES = {
  silence: 'silence',
  music: 'MUSIC',
  tone: '♪',
  clip: '▶ a recorded voice',
  beep: 'a beep',
  ringing: 'ringing',
  ringback: 'ringing at the other end',
  talk: 'in conversation',
};

const list = document.querySelector('#transcript');
const scroller = list.parentElement;
const nothing = document.querySelector('#nothing');
let lines = new Map();
let startedAt = 0;
let lasting = null;

export function clear(at) {
  list.replaceChildren();
  lines = new Map();
  lasting = null;
  startedAt = at;
  nothing.hidden = false;
}

/** Too short for an ear to notice, such as the silence between two documents. */
const UNNOTICED_MS = 400;

/**
 * Shows a stretch, anew each time it changes; one that nobody could notice is taken away.
 * `onWords` is told of words that the other side has said since.
 */
export function show(index, segment, onWords = () => {}) {
  const follow = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60;
  const known = lines.get(index) ?? addLine(index, segment);
  if (
    segment.until !== null &&
    segment.until - segment.at < UNNOTICED_MS &&
    !segment.marks &&
    segment.kind !== 'speech'
  ) {
    known.row.remove();
    if (lasting?.segment === known.segment) lasting = null;
    return;
  }
  known.segment = segment;
  known.row.classList.toggle('lasting', segment.until === null);
  known.what.textContent = wordsFor(segment, segment.until ?? segment.at);
  for (const mark of (segment.marks ?? []).slice(known.marks)) {
    addMark(known, mark);
    if (mark.by !== undefined) onWords(mark.said);
  }
  lasting = segment.until === null ? known : lasting?.segment.at === segment.at ? null : lasting;
  nothing.hidden = list.childElementCount > 0;
  if (follow) scroller.scrollTop = scroller.scrollHeight;
}

/** Counts on the line that lasts. */
export function tick(now) {
  if (lasting !== null) lasting.what.textContent = wordsFor(lasting.segment, now);
}

export function clockTime(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}

function addLine(index, segment) {
  const row = document.createElement('li');
  row.className = segment.kind;
  const what = cell(row, segment.at);
  if (segment.language) what.lang = segment.language;
  list.append(row);
  const line = { row, what, segment, marks: 0 };
  lines.set(index, line);
  return line;
}

function addMark(line, mark) {
  line.marks += 1;
  const row = document.createElement('li');
  row.className = 'mark';
  const what = cell(row, mark.at);
  if (mark.by !== undefined) {
    row.className = 'mark other';
    what.textContent = `“${mark.said}”`;
  } else if (mark.key === undefined) what.textContent = `You say: “${mark.said}”`;
  else {
    const key = document.createElement('kbd');
    key.textContent = mark.key;
    what.append('You press ', key);
  }
  if (!mark.heard) what.append(' — nobody listens just now');
  list.append(row);
}

function cell(row, at) {
  const time = document.createElement('time');
  time.textContent = clockTime(at - startedAt);
  const what = document.createElement('span');
  what.className = 'what';
  row.append(time, what);
  return what;
}

function wordsFor(segment, until) {
  if (segment.kind === 'speech') return segment.cut ? `${segment.text} — cut` : segment.text;
  if (segment.kind === 'application-error') return segment.text;
  const seconds = Math.floor((until - segment.at) / 1_000);
  const name = segment.kind === 'clip' && segment.text ? segment.text : NAMES[segment.kind];
  return segment.kind === 'tone' || segment.kind === 'beep'
    ? name
    : `${name} · ${clockTime(seconds * 1_000)}`;
}
