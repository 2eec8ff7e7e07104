// What getStats tells of a connection.

/** The selected pair: which candidates, over what, under which ICE credentials; null before there is one. */
export async function pathOf(pc) {
  const stats = await pc.getStats();
  const transport = [...stats.values()].find(({ type }) => type === 'transport');
  const pair = stats.get(transport?.selectedCandidatePairId);
  if (pair === undefined) {
    return null;
  }
  const local = stats.get(pair.localCandidateId);
  const remote = stats.get(pair.remoteCandidateId);
  return {
    localType: local.candidateType,
    remoteType: remote.candidateType,
    relayProtocol: local.relayProtocol,
    localUfrag: local.usernameFragment,
    remoteUfrag: remote.usernameFragment,
  };
}

/** What came in so far: bytes of either medium and decoded pictures. */
export async function receivedOn(pc) {
  const received = { audio: 0, video: 0, pictures: 0 };
  for (const report of (await pc.getStats()).values()) {
    if (report.type === 'inbound-rtp') {
      received[report.kind] += report.bytesReceived;
      received.pictures += report.framesDecoded ?? 0;
    }
  }
  return received;
}
