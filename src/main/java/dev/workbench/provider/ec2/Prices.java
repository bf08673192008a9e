package dev.workbench.provider.ec2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What machines cost: US dollars an hour by instance type, on demand, Linux, in {@code us-east-1}. Elsewhere prices
 * differ by some ten per cent; their order, which is what decides, hardly does.
 *
 * @param date when the table was taken
 */
record Prices(String date, Map<String, Double> hourly) {
    private static final String TABLE = "prices.csv";
    private static final String DATE = "# date: ";

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
        var date = text.lines()
                .filter(line -> line.startsWith(DATE))
                .map(line -> line.substring(DATE.length()).strip())
                .findFirst()
                .orElse("unknown date");
        var hourly = new TreeMap<String, Double>();
        text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(",", 2))
                .forEach(fields -> hourly.put(fields[0], Double.parseDouble(fields[1])));
        return new Prices(date, hourly);
    }

    OptionalDouble of(String type) {
        var price = hourly.get(type);
        return price == null ? OptionalDouble.empty() : OptionalDouble.of(price);
    }
}
