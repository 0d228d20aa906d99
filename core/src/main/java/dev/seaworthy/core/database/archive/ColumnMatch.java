package dev.seaworthy.core.database.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns that both tables have. */
record ColumnMatch(Archive archive, Map<String, Column> source, Map<String, Column> target) {
    /** What the target computes is left out; all else that the source keeps has its place, in which it fits. */
    List<String> moved() {
        List<String> moved = new ArrayList<>();
        for (Column column : source.values()) {
            Column place = target.get(column.name());
            if (place == null) {
                refuseUnless(column.isGenerated(), "column " + column.name() + " is missing");
            } else if (place.isGenerated()) {
                refuseUnless(
                        column.isGenerated(), "column " + column.name() + " is generated there, but not in the source");
            } else {
                refuseUnless(
                        column.fitsInto(place),
                        "column " + column.name() + " is a " + place.type() + " there, but a " + column.type()
                                + " in the source");
                moved.add(column.name());
            }
        }
        target.values().forEach(this::checkIsFilled);
        return moved;
    }

    private void checkIsFilled(Column column) {
        refuseUnless(
                source.containsKey(column.name()) || column.isOptional(),
                "column " + column.name() + " must have a value and has no default, but the source lacks it");
    }

    private void refuseUnless(boolean met, String reason) {
        Refusal.unless(met, archive, archive.target() + " doesn't fit: " + reason);
    }
}
