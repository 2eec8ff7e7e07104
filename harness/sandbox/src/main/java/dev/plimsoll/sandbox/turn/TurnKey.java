package dev.plimsoll.sandbox.turn;

import dev.plimsoll.model.Secret;

/** A key of the TURN credential API: its id stands in the path, its secret is the bearer token. */
public record TurnKey(String id, Secret secret) {}
