// One side of a call, as an application of the SDK would write it. The test reads and drives it through window.call.
import { DataChannel, MeteredPeer } from '/sdk.mjs';
import { pathOf, receivedOn } from '/stats.mjs';

const events = [];
const heard = [];
const configurations = [];
const channels = new Map();
const players = new Map();
let peer;
let self;
let gate = Promise.resolve();
let openGate = () => {};

function note(name, from) {
  events.push(from === undefined ? name : `${name} ${from}`);
}

// The SDK's own hook; all it adds is that nothing but the relay may be used.
function relayOnly(config) {
  configurations.push(config);
  return new RTCPeerConnection({ ...config, iceTransportPolicy: 'relay' });
}

// mintToken is the test's; the gate lets the test keep a page from reconnecting for a while.
async function tokenProvider() {
  await gate;
  return window.mintToken();
}

function openChannel(remote) {
  const channel = remote.pc.createDataChannel('chat');
  channels.set(remote.id, listen(remote, channel));
}

// Words are kept; anything else is an agent's, which measures how long it takes to come back.
function listen(remote, channel) {
  const wrapped = new DataChannel(channel);
  wrapped.on('message', ({ data }) => {
    if (typeof data === 'string') {
      heard.push(`${remote.id}: ${data}`);
    } else {
      wrapped.send(data);
    }
  });
  return wrapped;
}

function play(remote, stream) {
  const player = document.createElement('video');
  Object.assign(player, { autoplay: true, muted: true, srcObject: stream });
  document.body.append(player);
  players.set(remote.id, player);
}

// When both sides offer at once Chromium at times never gathers candidates again after it rolled back its own offer. What
// an application can do about a call that does not come up is to restart ICE; one side before the other, lest the restarts
// meet as the offers did.
function insist(remote) {
  const every = self < remote.id ? 5000 : 17000;
  const timer = setInterval(() => {
    if (['connected', 'closed', 'left'].includes(remote.state) || !peer.remotePeers.includes(remote)) {
      clearInterval(timer);
    } else if (remote.pc?.signalingState === 'stable') {
      note('insisted', remote.id);
      remote.pc.restartIce();
    }
  }, every);
}

function meet(remote) {
  note('peer-joined', remote.id);
  remote.on('stream-added', ({ stream }) => {
    note('stream-added', remote.id);
    play(remote, stream);
  });
  remote.on('data-channel', ({ channel }) => listen(remote, channel));
  remote.on('negotiation-error', ({ err }) => note(`negotiation-error ${err.name}`, remote.id));
  remote.on('connection-reset', () => {
    note('connection-reset', remote.id);
    openChannel(remote);
    insist(remote);
  });
  openChannel(remote);
  insist(remote);
}

async function join(url, channel) {
  peer = new MeteredPeer({ url, tokenProvider, rtcPeerConnectionFactory: relayOnly });
  peer.on('joined', ({ peerId }) => {
    self = peerId;
    note('joined', peerId);
  });
  peer.on('state-change', ({ to }) => note(to));
  peer.on('peer-joined', ({ peer: remote }) => meet(remote));
  peer.on('peer-left', ({ peer: remote }) => note('peer-left', remote.id));
  peer.on('error', ({ err }) => note(`error ${err.name}`));
  const media = { audio: true, video: { width: 320, height: 240, frameRate: 15 } };
  peer.addStream(await navigator.mediaDevices.getUserMedia(media));
  await peer.join(channel);
}

function remote(id) {
  return peer.remotePeers.find((candidate) => candidate.id === id);
}

async function until(condition, seconds) {
  const deadline = performance.now() + seconds * 1000;
  while (!(await condition())) {
    if (performance.now() > deadline) {
      throw new Error(`not within ${seconds} s; the page saw: ${events.join(', ')}`);
    }
    await new Promise((next) => {
      setTimeout(next, 50);
    });
  }
}

window.call = {
  until,
  join,
  leave: () => peer.close(),
  events: () => events,
  heard: () => heard,
  state: () => peer.state,
  roster: () => peer.remotePeers.map(({ id }) => id).sort(),
  remoteState: (id) => remote(id)?.state,
  iceServers: () => configurations.at(-1).iceServers,
  connections: () => configurations.length,
  say: (id, text) => channels.get(id).send(text),
  condition: (id) => {
    const { signalingState, iceGatheringState, iceConnectionState } = remote(id)?.pc ?? {};
    return `${remote(id)?.state} ${signalingState} ${iceGatheringState} ${iceConnectionState}`;
  },
  restartIce: (id) => remote(id).pc.restartIce(),
  path: (id) => pathOf(remote(id).pc),
  received: (id) => receivedOn(remote(id).pc),
  shown: (id) => `${players.get(id)?.videoWidth}x${players.get(id)?.videoHeight}`,
  holdTokens: () => {
    gate = new Promise((open) => {
      openGate = open;
    });
  },
  releaseTokens: () => openGate(),
};
