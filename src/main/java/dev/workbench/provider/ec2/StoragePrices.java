package dev.workbench.provider.ec2;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What costs money beside machines.
 *
 * @param rows US dollars by the name of a row, as price tables have them
 */
record StoragePrices(Map<String, Double> rows) {
    /** As AWS counts them. */
    static final double HOURS_A_MONTH = 730;

    /** A public IPv4 address, an hour. */
    static final String ADDRESS = "public-ipv4-hour";

    /** Snapshots in the standard tier, a GiB and month. */
    static final String SNAPSHOTS = "ebs-snapshot-gib-month";

    private static final String EBS = "ebs-";
    private static final String MONTHLY = "-gib-month";

    StoragePrices {
        rows = new TreeMap<>(rows);
    }

    /** Whether a row of a price table is one of these, and not a type of machine. */
    static boolean isRow(String name) {
        return name.equals(ADDRESS) || name.startsWith(EBS);
    }

    /** The row of volumes of a type such as {@code gp3}, a GiB and month. */
    static String volumes(String type) {
        return EBS + type + MONTHLY;
    }

    /** With the rows of another table for what this one lacks. */
    StoragePrices or(StoragePrices other) {
        var both = new TreeMap<>(other.rows);
        both.putAll(rows);
        return new StoragePrices(both);
    }

    /** US dollars an hour for a volume of a type; what is paid for speed is not in it. */
    OptionalDouble volume(String type, int gib) {
        return row(volumes(type), gib / HOURS_A_MONTH);
    }

    /** US dollars a month for so many bytes of snapshots. */
    OptionalDouble snapshots(long bytes) {
        return row(SNAPSHOTS, (double) bytes / (1L << 30));
    }

    /** US dollars an hour for an Elastic address, used or not. */
    OptionalDouble address() {
        return row(ADDRESS, 1);
    }

    private OptionalDouble row(String name, double times) {
        var price = rows.get(name);
        return price == null ? OptionalDouble.empty() : OptionalDouble.of(price * times);
    }
}
