package dev.plimsoll.model.result;

/** Where the run took place. */
public record Environment(String plimsoll, String java, String os, int cores, String target) {}
