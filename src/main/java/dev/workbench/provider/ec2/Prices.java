package dev.workbench.provider.ec2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What machines cost in one region: US dollars an hour by instance type, on demand, Linux; and what snapshots do. The table
 * that ships with the program is that of {@code us-east-1}: elsewhere prices differ by some ten per cent; their order, which
 * is what decides, hardly does.
 *
 * @param date when the table was taken
 * @param snapshotGibMonth US dollars for a GiB of EBS snapshots a month
 */
record Prices(String region, String date, Map<String, Double> hourly, OptionalDouble snapshotGibMonth) {
    /** The row of EBS snapshots, among those of instance types. */
    private static final String SNAPSHOTS = "ebs-snapshot-gib-month";

    private static final String TABLE = "prices.csv";
    private static final String DATE = "# date: ";
    private static final String REGION = "# region: ";

    /** The table that ships with the program. */
    static Prices shipped() {
        try (var resource = Prices.class.getResourceAsStream(TABLE)) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks its resource " + TABLE);
            }
            return parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Prices parse(String text) {
        var hourly = new TreeMap<String, Double>();
        text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(",", 2))
                .forEach(fields -> hourly.put(fields[0], Double.parseDouble(fields[1])));
        var snapshots = hourly.remove(SNAPSHOTS);
        return new Prices(
                after(REGION, text),
                after(DATE, text),
                hourly,
                snapshots == null ? OptionalDouble.empty() : OptionalDouble.of(snapshots));
    }

    private static String after(String start, String text) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse("unknown");
    }

    /** As {@link #parse} reads it. */
    String text() {
        var text = new StringBuilder(
                "# US dollars per hour: Linux, on demand; snapshots: standard tier, per GiB and month.\n");
        text.append(REGION)
                .append(region)
                .append('\n')
                .append(DATE)
                .append(date)
                .append('\n');
        snapshotGibMonth.ifPresent(
                price -> text.append(SNAPSHOTS).append(',').append(price).append('\n'));
        hourly.forEach(
                (type, price) -> text.append(type).append(',').append(price).append('\n'));
        return text.toString();
    }

    OptionalDouble of(String type) {
        var price = hourly.get(type);
        return price == null ? OptionalDouble.empty() : OptionalDouble.of(price);
    }

    /** What it costs a month to keep that much in snapshots. */
    OptionalDouble snapshots(long bytes) {
        return snapshotGibMonth.isPresent()
                ? OptionalDouble.of(snapshotGibMonth.getAsDouble() * bytes / (1L << 30))
                : OptionalDouble.empty();
    }

    /** What a figure from this table is based on, in plain words. */
    String basis() {
        return "list price in " + region + " of " + date;
    }
}
