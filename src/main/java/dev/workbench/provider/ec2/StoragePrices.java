package dev.workbench.provider.ec2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What costs money beside machines, from a dated table that ships with the program: list prices of {@code us-east-1}.
 *
 * @param table US dollars by the name of a row
 */
record StoragePrices(Map<String, Double> table) {
    /** As AWS counts them. */
    static final double HOURS_A_MONTH = 730;

    private static final String TABLE = "storage-prices.csv";
    private static final String ADDRESS = "address";

    static StoragePrices shipped() {
        try (var resource = StoragePrices.class.getResourceAsStream(TABLE)) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks its resource " + TABLE);
            }
            var table = new TreeMap<String, Double>();
            new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", 2))
                    .forEach(fields -> table.put(fields[0], Double.parseDouble(fields[1])));
            return new StoragePrices(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** US dollars an hour for a volume of a type such as {@code gp3}; what is paid for speed is not in it. */
    OptionalDouble volume(String type, int gib) {
        var perMonth = table.get(type);
        return perMonth == null ? OptionalDouble.empty() : OptionalDouble.of(perMonth * gib / HOURS_A_MONTH);
    }

    /** US dollars an hour for an Elastic address, used or not. */
    OptionalDouble address() {
        var perHour = table.get(ADDRESS);
        return perHour == null ? OptionalDouble.empty() : OptionalDouble.of(perHour);
    }
}
