// One SignallingClient, driven over stdin and telling all it does on stdout, a JSON object a line.
import { createInterface } from 'node:readline';
import { SignallingClient } from '@metered-ca/realtime';
import WebSocket from 'ws';

const EVENTS = ['connected', 'disconnected', 'message', 'direct', 'presence', 'server-error', 'going-away'];
const tokens = [];
const unanswered = [];
let client;
let reconnectDelay;

function tell(what) {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

// The test mints the tokens: each is asked for and answered.
function tokenProvider() {
  tell({ event: 'token-wanted', payload: {} });
  return new Promise((resolve) => {
    unanswered.push(resolve);
    handOut();
  });
}

function handOut() {
  while (tokens.length > 0 && unanswered.length > 0) {
    unanswered.shift()(tokens.shift());
  }
}

// The SDK logs how long it will wait before it reconnects; the test reads that and need not wait as long.
const logger = {
  debug() {},
  info(message, details) {
    if (message === 'scheduling reconnect') {
      reconnectDelay = details.delayMs;
      tell({ event: 'reconnect-scheduled', payload: details });
    }
  },
  warn() {},
  error(message, details) {
    tell({ event: 'sdk-error', payload: { message, details } });
  },
};

const setTimer = globalThis.setTimeout;
globalThis.setTimeout = (task, delay, ...rest) => {
  const hurried = delay === reconnectDelay ? Math.min(delay, 50) : delay;
  return setTimer(task, hurried, ...rest);
};

const commands = {
  open({ url, apiKey, options }) {
    const credential = apiKey === undefined ? { tokenProvider } : { apiKey };
    const webSocketFactory = (address) => new WebSocket(address);
    client = new SignallingClient({ url, ...credential, ...options, logger, webSocketFactory });
    for (const event of EVENTS) {
      client.on(event, (payload) => tell({ event, payload }));
    }
    client.on('state-change', ({ to }) => tell({ event: 'state', payload: to }));
  },
  token({ token }) {
    tokens.push(token);
    handOut();
  },
  connect: () => client.connect(),
  subscribe: ({ channel, options }) => client.subscribe(channel, options),
  unsubscribe: ({ channel }) => client.unsubscribe(channel),
  publish: ({ channel, data }) => client.publish(channel, data),
  send: ({ to, data }) => client.send(to, data),
  close: () => client.close(),
};

async function obey({ number, command, ...details }) {
  try {
    await commands[command](details);
    tell({ number });
  } catch (problem) {
    const { name, message, code, closeCode } = problem;
    tell({ number, problem: { name, message, code, closeCode } });
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => obey(JSON.parse(line)))
  .on('close', () => process.exit(0));
