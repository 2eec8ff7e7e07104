package dev.plimsoll.bench.signalling;

import dev.plimsoll.sandbox.SandboxMain;
import java.nio.file.*;
import java.util.*;

public final class Try {
    public static void main(String[] a) throws Exception {
        Contender who = Contender.valueOf(a[0]);
        String kind = a[1];
        double rate = Double.parseDouble(a[2]);
        int n = Integer.parseInt(a[3]);
        int ch = Integer.parseInt(a[4]);
        double rampRate = Double.parseDouble(a[5]);
        int warm = Integer.parseInt(a[6]), meas = Integer.parseInt(a[7]);
        List<String> jvm = new ArrayList<>(Arrays.asList(a).subList(8, a.length));
        Path folder = Files.createTempDirectory("plimsoll-try");
        Round.Setting s = new Round.Setting(SandboxMain.JVM_OPTIONS, jvm, folder);
        if (kind.equals("traffic")) {
            Job job = Job.held(n, ch, rampRate, warm + meas + 6, rate);
            String out = Round.of(who, job, s, r -> {
                r.awaitOpen(1);
                long rss0 = r.contenderResident();
                Round.Stretch o = r.measureUntilOpen(n);
                long rss = r.contenderResident();
                r.measure(warm);
                Round.Stretch st = r.measure(meas);
                String x = String.format(
                        "%s open: %.0f us/conn gen, %.0f sandbox, rss %.1f kB/conn; traffic gen %.2f cores sandbox %.2f others %.2f; published %d deliveries %d; us/publish %.2f us/delivery %.2f us/msg(p+d) %.2f rss %d MB",
                        who,
                        o.cpu().generator() * o.cpu().seconds() * 1e6 / n,
                        o.cpu().sandbox() * o.cpu().seconds() * 1e6 / n,
                        (rss - rss0) / 1e3 / n,
                        st.cpu().generator(),
                        st.cpu().sandbox(),
                        st.cpu().others(),
                        st.counted().published(),
                        st.counted().deliveries(),
                        st.cpu().generator()
                                * st.cpu().seconds()
                                * 1e6
                                / Math.max(1, st.counted().published()),
                        st.cpu().generator()
                                * st.cpu().seconds()
                                * 1e6
                                / Math.max(1, st.counted().deliveries()),
                        st.cpu().generator()
                                * st.cpu().seconds()
                                * 1e6
                                / Math.max(
                                        1,
                                        st.counted().deliveries() + st.counted().published()),
                        r.contenderResident() / 1000000);
                return x + "\n  " + r.outcome();
            });
            System.out.println(out);
        } else {
            Job job = Job.passing(rate, n, warm + meas + 4);
            String out = Round.of(who, job, s, r -> {
                r.awaitOpen(1);
                r.measure(warm + n);
                Round.Stretch st = r.measure(meas);
                return String.format(
                        "%s passing: %.0f us/conn gen, %.0f sandbox, accepted %d, others %.2f\n  %s",
                        who,
                        st.cpu().generator()
                                * st.cpu().seconds()
                                * 1e6
                                / st.counted().accepted(),
                        st.cpu().sandbox()
                                * st.cpu().seconds()
                                * 1e6
                                / st.counted().accepted(),
                        st.counted().accepted(),
                        st.cpu().others(),
                        r.outcome());
            });
            System.out.println(out);
        }
        System.exit(0);
    }
}
