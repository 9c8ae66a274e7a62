import { connect, numbers } from './network.js';
import * as sounds from './sounds.js';
import * as transcript from './transcript.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const LETTERS = { '*': 'star', '#': 'hash' };
/** What a line shows that withholds its number. */
const WITHHELD = 'anonymous';
const COUNTED = new Set(['silence', 'music', 'talk', 'ringing', 'ringback']);

const element = (id) => document.querySelector(`#${id}`);
const { body } = document;
const address = phoneAddress();
/** A browser or SIP phone only takes calls; a telephone also makes them. */
const isOperator = !address.startsWith('+');

let call = null;
let current = null;
let clockOffsetMs = 0;
let playedIndex = -1;

const network = connect(address, {
  onConnection(open) {
    // A new connection tells the whole call again.
    call = null;
    if (open) showState();
    else element('status').textContent = 'No connection to the network…';
  },
  onCall(next, now) {
    clockOffsetMs = now - Date.now();
    if (next !== null && next.sid !== call?.sid) {
      transcript.clear(next.createdAt);
      current = null;
      playedIndex = -1;
    }
    call = next;
    if (call === null || call.endedAt !== null) {
      current = null;
      sounds.silence();
    }
    showState();
  },
  onSegment({ now, sid, index, segment }) {
    clockOffsetMs = now - Date.now();
    if (sid !== call?.sid) return;
    transcript.show(index, segment, (said) => sounds.speak({ text: said }));
    if (segment.until === null) {
      current = segment;
      if (index > playedIndex) {
        playedIndex = index;
        sounds.play(segment);
      }
    } else if (segment.cut) sounds.silence();
    tick();
  },
});

buildKeypad();
buildDialForm();
listen();
showState();
setInterval(tick, 250);

/** The phone that this page is: named in the address bar, or one of this tab's own. */
function phoneAddress() {
  // A plus in a query means a space; people write +1555… there all the same.
  const asked = new URLSearchParams(location.search).get('address')?.replace(/^ /, '+');
  if (asked) return asked;
  const kept = sessionStorage.getItem('address');
  // A valid number: one that is none keeps no place and is not called back.
  const own = kept ?? `+1202555${String(Math.floor(Math.random() * 1e4)).padStart(4, '0')}`;
  sessionStorage.setItem('address', own);
  return own;
}

function buildKeypad() {
  for (const key of KEYS) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = key;
    button.dataset.key = key;
    if (LETTERS[key]) button.setAttribute('aria-label', LETTERS[key]);
    button.addEventListener('click', () => press(key));
    element('keypad').append(button);
  }
}

async function buildDialForm() {
  element('address').textContent = address;
  element('title').textContent = isOperator ? 'Operator’s phone' : 'Phone';
  document.title = `${element('title').textContent} ${address}`;
  const callerId = element('caller-id');
  callerId.append(
    new Option(address, address),
    new Option('Withheld', WITHHELD),
    new Option('Another…', 'other'),
  );
  callerId.addEventListener('change', () => {
    document.querySelector('.other').hidden = callerId.value !== 'other';
  });
  for (const { phoneNumber, friendlyName } of await numbers()) {
    const option = new Option(friendlyName, phoneNumber);
    element('numbers').append(option);
    if (element('to').value === '') element('to').value = phoneNumber;
  }
}

function listen() {
  element('dial-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = element('caller-id').value;
    const from = chosen === 'other' ? element('other-number').value.trim() : chosen;
    attempt(network.dial(element('to').value.trim(), from));
  });
  element('hang-up').addEventListener('click', () => attempt(network.hangUp()));
  element('answer').addEventListener('click', () => attempt(network.answer()));
  element('decline').addEventListener('click', () => attempt(network.decline()));
  element('say-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const text = element('say').value.trim();
    if (text !== '') attempt(network.say(text));
    element('say').value = '';
  });
  for (const id of ['voice', 'sounds']) {
    element(id).addEventListener('change', () => {
      sounds.allowed[id] = element(id).checked;
      if (!element(id).checked) sounds.silence();
    });
  }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest('input:not([type=checkbox]), select')) return;
    if (KEYS.includes(event.key)) press(event.key);
  });
}

function press(key) {
  sounds.keyTone(key);
  const button = document.querySelector(`[data-key="${key}"]`);
  button.classList.add('down');
  setTimeout(() => button.classList.remove('down'), 140);
  if (body.dataset.state === 'live') attempt(network.press(key));
  else if (body.dataset.state === 'idle' && !isOperator) element('to').value += key;
}

function showState() {
  const over = call === null || call.endedAt !== null;
  const rings = !over && call.answeredAt === null && call.direction !== 'inbound';
  body.dataset.state = over ? 'idle' : rings ? 'incoming' : 'live';
  element('dial-form').hidden = isOperator;
  element('call').hidden = isOperator;
  element('status').textContent = statusWords(over, rings);
  tick();
}

function statusWords(over, rings) {
  if (rings) return `${call.from} is calling`;
  if (!over) {
    const other = call.direction === 'inbound' ? call.to : call.from;
    return call.answeredAt === null ? `Calling ${other}…` : `Connected with ${other}`;
  }
  const waiting = isOperator ? 'Waiting for calls. Leave this page open.' : 'Ready to call.';
  return call === null ? waiting : `Call ended (${call.status}). ${isOperator ? waiting : ''}`;
}

function tick() {
  const now = Date.now() + clockOffsetMs;
  const from = call?.answeredAt ?? null;
  element('call-clock').textContent =
    from === null ? '0:00' : transcript.clockTime((call.endedAt ?? now) - from);
  const counted = current !== null && COUNTED.has(current.kind);
  element('quiet-label').textContent = current === null ? '' : counted ? current.kind : 'words';
  element('quiet-clock').textContent = current === null ? '' : transcript.clockTime(now - current.at);
  body.dataset.sound = current?.kind === 'music' || current?.kind === 'application-error' ? 'bad' : 'good';
  element('now').textContent = current?.text ?? '';
  element('now').lang = current?.language ?? 'en';
  transcript.tick(now);
}

async function attempt(doing) {
  const notice = element('notice');
  try {
    await doing;
    notice.hidden = true;
  } catch (error) {
    notice.textContent = error.message;
    notice.hidden = false;
    setTimeout(() => {
      notice.hidden = true;
    }, 6_000);
  }
}
