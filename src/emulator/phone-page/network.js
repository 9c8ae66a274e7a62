/**
 * The page's line to the emulator: what happens at one phone, and what its person does.
 * @param {string} address
 * @param {{onCall: (call: object | null, now: number) => void, onSegment: (event: object) => void,
 *   onConnection: (open: boolean) => void}} listener
 */
export function connect(address, listener) {
  const base = `/emulator/phones/${encodeURIComponent(address)}`;
  const events = new EventSource(`${base}/events`);
  events.addEventListener('open', () => listener.onConnection(true));
  events.addEventListener('error', () => listener.onConnection(false));
  events.addEventListener('call', (event) => {
    const { call, now } = JSON.parse(event.data);
    listener.onCall(call, now);
  });
  events.addEventListener('segment', (event) => listener.onSegment(JSON.parse(event.data)));
  return {
    dial: (to, from) => post(`${base}/dial`, { to, from }),
    press: (keys) => post(`${base}/press`, { keys }),
    say: (text) => post(`${base}/say`, { text }),
    hangUp: () => post(`${base}/hang-up`, {}),
    answer: () => post(`${base}/answer`, {}),
    decline: () => post(`${base}/decline`, {}),
  };
}

/** The numbers that can be called. */
export async function numbers() {
  const response = await fetch('/emulator/numbers');
  return response.json();
}

/** Rejects with the emulator's reason where it could not be done. */
async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error((await response.json()).error);
}
