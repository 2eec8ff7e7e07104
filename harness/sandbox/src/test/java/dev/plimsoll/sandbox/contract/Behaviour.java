package dev.plimsoll.sandbox.contract;

/**
 * Something that the service does and that can be checked from outside.
 *
 * @param id the number of the protocol's list of verifiable behaviours, or a letter and a number for one that it lacks
 * @param settings of a sandbox that the check suits, as YAML; a service that runs elsewhere is taken as it is
 * @param needs what a service must offer to be checked
 */
record Behaviour(String id, String title, String settings, Need needs, Check check) {

    static Behaviour of(String id, String title, Check check) {
        return new Behaviour(id, title, "", Need.SIGNING_KEY, check);
    }

    Behaviour with(String yaml) {
        return new Behaviour(id, title, yaml, needs, check);
    }

    Behaviour needing(Need need) {
        return new Behaviour(id, title, settings, need, check);
    }

    enum Need {
        SIGNING_KEY,
        /** A publishable key as well, and what the sandbox knows of it. */
        PUBLISHABLE_KEY,
        /** Knobs or operations that only the sandbox has. */
        SANDBOX
    }

    @FunctionalInterface
    interface Check {
        /** @throws AssertionError if the service does not do it */
        void against(World world) throws Exception;
    }

    @Override
    public String toString() {
        return id + " " + title;
    }
}
