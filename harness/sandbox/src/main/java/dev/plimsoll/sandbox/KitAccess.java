package dev.plimsoll.sandbox;

import dev.plimsoll.model.Secret;

/** How a client gets at the RealtimeKit part: the app that is there from the start, and the API token of its account. */
public record KitAccess(String appId, Secret apiToken) {}
