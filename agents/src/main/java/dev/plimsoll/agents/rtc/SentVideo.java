package dev.plimsoll.agents.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpSendParameters;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.plimsoll.model.scenario.VideoSpec;
import java.util.List;

/** Owns the video that a peer sends: source, track and sender. For the owner's thread. */
final class SentVideo {
    static final String TRACK = "plimsoll-video";

    private final VideoSpec spec;
    private final VideoPump pump;
    private final CustomVideoSource source = new CustomVideoSource();
    private final VideoTrack track;
    private final RTCRtpSender sender;
    private long senderHandle;

    SentVideo(PeerConnectionFactory factory, RTCPeerConnection connection, VideoPump pump, VideoSpec spec) {
        this.spec = spec;
        this.pump = pump;
        this.track = factory.createVideoTrack(TRACK, source);
        this.sender = connection.addTrack(track, List.of("stream"));
        bound();
        pump.add(source, spec);
    }

    VideoSpec spec() {
        return spec;
    }

    /**
     * Bounds the encoder's bitrate. To be called again once the peer is connected: between a remote offer and the answer the
     * library forgets what is set.
     */
    void bound() {
        RTCRtpSendParameters parameters = sender.getParameters();
        parameters.encodings.forEach(encoding -> {
            encoding.maxBitrate = spec.bitsPerSecond();
            encoding.maxFramerate = (double) spec.framesPerSecond();
        });
        sender.setParameters(parameters);
    }

    /** First, while the connection is still open. */
    void stop() {
        pump.remove(source, spec);
        senderHandle = NativeRelease.handleOf(sender);
    }

    /** Last, when the connection is closed and released. */
    void release() {
        NativeRelease.release(senderHandle);
        track.dispose();
        source.dispose();
    }
}
