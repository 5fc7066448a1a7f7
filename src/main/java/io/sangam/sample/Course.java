package io.sangam.sample;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// How leads of a preset usually come to where they are.
record Course(List<Station> stations) {

    /// A status as the end of a course.
    ///
    /// @param before the status it is usually entered from; null where leads begin
    /// @param weight how many of the leads are here, in relation to the others
    /// @param minAge days since the lead was made, at least
    /// @param maxAge days since the lead was made, at most
    /// @param bySystem entered by rule, not by a person
    record Station(String key, @Nullable String before, int weight, int minAge, int maxAge, boolean bySystem) {

        static Station of(String key, @Nullable String before, int weight) {
            return new Station(key, before, weight, 0, 180, false);
        }

        Station aged(int least, int most) {
            return new Station(key, before, weight, least, most, bySystem);
        }

        Station entersByRule() {
            return new Station(key, before, weight, minAge, maxAge, true);
        }
    }

    static final Course PARTNER_SALES = new Course(List.of(
            Station.of("open", null, 14).aged(0, 60),
            Station.of("connected", "open", 13).aged(0, 90),
            Station.of("demo_scheduled", "connected", 9).aged(1, 60),
            Station.of("reschedule_demo", "demo_scheduled", 4).aged(2, 60),
            Station.of("demo_given", "demo_scheduled", 7).aged(4, 90),
            Station.of("demo_on_data", "demo_given", 4).aged(6, 90),
            Station.of("trial_demo", "demo_given", 5).aged(6, 90),
            Station.of("proposal_sent", "trial_demo", 9).aged(8, 120),
            Station.of("on_hold", "proposal_sent", 4).aged(15, 180),
            Station.of("integration_approved", "proposal_sent", 3).aged(15, 150),
            Station.of("integration_approved_crm", "integration_approved", 2).aged(18, 150),
            Station.of("integration_complete", "integration_approved", 2).aged(20, 150),
            Station.of("won", "integration_complete", 9).aged(25, 180),
            Station.of("delight", "won", 3).aged(60, 180),
            Station.of("renew", "delight", 2).aged(90, 180),
            Station.of("lost", "connected", 10).aged(5, 180),
            Station.of("form_resubmitted", "open", 3).aged(1, 40).entersByRule(),
            Station.of("rs_unanswered", "open", 5).aged(1, 90)));

    /// Open leads are younger than the sixty days after which they expire; who is not made a customer in that time did.
    static final Course BROKER_OFFICE = new Course(List.of(
            Station.of("new", null, 14).aged(0, 40),
            Station.of("follow_up_scheduled", "new", 6).aged(0, 50),
            Station.of("follow_up_complete", "follow_up_scheduled", 9).aged(1, 52),
            Station.of("documents_collected", "follow_up_complete", 7).aged(2, 52),
            Station.of("sent_to_ho", "documents_collected", 6).aged(3, 52),
            Station.of("documents_verified", "sent_to_ho", 5).aged(4, 52),
            Station.of("account_opened", "documents_verified", 5).aged(5, 26),
            Station.of("account_activated", "account_opened", 24).aged(8, 180),
            Station.of("rejected", "documents_verified", 5).aged(6, 52),
            Station.of("lead_expired", "follow_up_scheduled", 14).aged(62, 180).entersByRule(),
            Station.of("lead_expired_account_opened", "account_opened", 4)
                    .aged(50, 180)
                    .entersByRule()));

    static final Course SIMPLE = new Course(List.of(
            Station.of("new", null, 20).aged(0, 40),
            Station.of("contacted", "new", 22).aged(1, 70),
            Station.of("qualified", "contacted", 18).aged(4, 90),
            Station.of("converted", "qualified", 24).aged(10, 180),
            Station.of("lost", "contacted", 16).aged(5, 180)));

    Station pick(Random random) {
        var roll = random.nextInt(stations.stream().mapToInt(Station::weight).sum());
        for (var station : stations) {
            roll -= station.weight();
            if (roll < 0) {
                return station;
            }
        }
        throw new IllegalStateException("The weights do not add up");
    }

    /// From where leads begin to the given station, both included.
    List<Station> pathTo(Station end) {
        var path = new ArrayDeque<Station>();
        for (var station = end; ; station = named(station.before())) {
            path.addFirst(station);
            if (station.before() == null) {
                return new ArrayList<>(path);
            }
        }
    }

    private Station named(@Nullable String key) {
        return stations.stream()
                .filter(station -> station.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
