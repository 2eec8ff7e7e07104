package dev.plimsoll.report;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, each as wide as its widest cell; the last cell of a row takes no part in that. */
final class TextTable {
    private TextTable() {}

    static String of(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size() - 1; column++) {
                if (column == widths.size()) {
                    widths.add(0);
                }
                widths.set(column, Math.max(widths.get(column), row.get(column).length()));
            }
        }
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> row, List<Integer> widths) {
        text.append("  ");
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            boolean last = column == row.size() - 1;
            text.append(cell).append(last ? "\n" : " ".repeat(widths.get(column) - cell.length() + 2));
        }
    }
}
