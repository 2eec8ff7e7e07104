package dev.plimsoll.bench.live;

/** Who looks on. */
enum Audience {
    NO_PAGE("no page", 0),
    ONE("one browser", 1),
    TWENTY("twenty browsers", 20);

    private final String label;
    private final int browsers;

    Audience(String label, int browsers) {
        this.label = label;
        this.browsers = browsers;
    }

    String label() {
        return label;
    }

    int browsers() {
        return browsers;
    }
}
