package dev.plimsoll.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InfluxQlTest {

    @Test
    void names_of_the_catalogue_are_fine_in_their_places() {
        assertThat(
                        InfluxQl.problems(
                                "SELECT max(\"p99_ms\") AS \"worst\" FROM \"ws_connect\" WHERE $timeFilter"
                                        + " AND \"outcome\" = 'accepted' AND \"run\" =~ /^.*$/ GROUP BY time($__interval), \"source\" fill(null)"))
                .isEmpty();
        assertThat(
                        InfluxQl.problems(
                                "SELECT sum(\"r\") FROM (SELECT max(\"restarts\") AS \"r\" FROM \"webrtc_peer\""
                                        + " WHERE $timeFilter GROUP BY time($__interval), \"pair\") WHERE $timeFilter GROUP BY time($__interval)"))
                .isEmpty();
        assertThat(InfluxQl.problems("SHOW TAG VALUES FROM \"machine\" WITH KEY = \"run\""))
                .isEmpty();
    }

    @Test
    void a_field_that_is_not_in_the_catalogue_is_named() {
        assertThat(InfluxQl.problems("SELECT max(\"p98_ms\") FROM \"ws_connect\" WHERE $timeFilter"))
                .contains("ws_connect has no field p98_ms");
        assertThat(InfluxQl.problems("SELECT \"opened\" FROM \"ws_connections\" WHERE $timeFilter"))
                .containsExactly("ws_connections has neither tag nor field opened");
    }

    @Test
    void a_tag_is_not_a_field_and_a_field_is_not_a_tag() {
        assertThat(InfluxQl.problems("SELECT max(\"source\") FROM \"ws_connect\" WHERE $timeFilter"))
                .containsExactly("ws_connect has no field source");
        assertThat(InfluxQl.problems("SELECT max(\"p99_ms\") FROM \"ws_connect\" WHERE $timeFilter GROUP BY \"count\""))
                .containsExactly("ws_connect has no tag count");
        assertThat(InfluxQl.problems("SELECT max(\"p99_ms\") FROM \"ws_connect\" WHERE \"count\" = 'x'"))
                .containsExactly("ws_connect has no tag count");
    }

    @Test
    void a_tag_of_a_subquery_is_looked_at_too() {
        assertThat(
                        InfluxQl.problems(
                                "SELECT sum(\"o\") FROM (SELECT last(\"open\") AS \"o\" FROM \"ws_connections\""
                                        + " WHERE $timeFilter GROUP BY time($__interval), \"pear\") WHERE $timeFilter GROUP BY time($__interval)"))
                .contains("ws_connections has no tag pear");
    }

    @Test
    void a_measurement_that_is_not_in_the_catalogue_is_named() {
        assertThat(InfluxQl.problems("SELECT max(\"x\") FROM \"ws_conect\""))
                .containsExactly("there is no measurement ws_conect");
    }

    @Test
    void what_only_some_servers_know_is_refused() {
        assertThat(InfluxQl.problems("SELECT holt_winters(max(\"open\"), 3, 0) FROM \"ws_connections\""))
                .containsExactly("holt_winters() is not portable");
        assertThat(InfluxQl.problems("SELECT max(\"open\") FROM \"ws_connections\" SLIMIT 3"))
                .containsExactly("SLIMIT is not portable");
        assertThat(InfluxQl.problems("SELECT max(\"open\") FROM \"autogen\".\"ws_connections\""))
                .contains("a database or retention policy in FROM is not portable");
        assertThat(InfluxQl.problems("SHOW TAG VALUES ON \"db\" FROM \"machine\" WITH KEY = \"run\""))
                .contains("ON \" is not portable");
    }
}
