package org.p2vworkbench.reports.page;

import java.util.List;
import java.util.Optional;

/**
 * A report to read.
 *
 * @param kind what stands above the title: "Pre-flight inventory"
 * @param badge the verdict
 * @param footer who made it and when
 */
public record Page(
        String language,
        String kind,
        String title,
        String subtitle,
        Optional<Badge> badge,
        List<Tile> tiles,
        List<Section> sections,
        String footer) {

    public Page {
        tiles = List.copyOf(tiles);
        sections = List.copyOf(sections);
    }

    /** A word in a box; {@code tone} is "good", "note", "warn", "bad" or "plain". */
    public record Badge(String tone, String word, String reason) {}

    /** A number that a reader looks for first. */
    public record Tile(String label, String value, String note) {}

    /** A part with a heading. */
    public record Section(String id, String title, List<Block> blocks) {

        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    /** Something in a section. */
    public sealed interface Block
            permits Paragraph,
                    FactRows,
                    Grid,
                    Cards,
                    DiskMap,
                    Members,
                    Stripes,
                    Bars,
                    Matrix,
                    Chart,
                    Pictures,
                    Checklist,
                    Signatures {

        /** By which the template knows it. */
        default String kind() {
            return getClass().getSimpleName();
        }
    }

    /** A paragraph. */
    public record Paragraph(String text) implements Block {}

    /** Names with values. */
    public record FactRows(List<FactRow> rows) implements Block {

        public FactRows {
            rows = List.copyOf(rows);
        }
    }

    /** A name with a value; {@code note} says where it is from, or why there is none. */
    public record FactRow(String label, String value, String note, boolean known) {}

    /** A table. */
    public record Grid(String caption, List<Column> columns, List<List<Cell>> rows) implements Block {

        public Grid {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** Of a table; numbers are set to the right. */
    public record Column(String title, boolean number) {}

    /** Of a table; {@code link} is empty or the file it leads to. */
    public record Cell(String text, String tone, String link) {

        public static Cell of(String text) {
            return new Cell(text, "plain", "");
        }
    }

    /** Findings. */
    public record Cards(List<Card> cards) implements Block {

        public Cards {
            cards = List.copyOf(cards);
        }
    }

    /** A finding with what goes with it; {@code lines} are names with values. */
    public record Card(String code, String tone, String label, String title, List<FactRow> lines) {

        public Card {
            lines = List.copyOf(lines);
        }
    }

    /** A disk as a bar of its parts, in thousandths of its length. */
    public record DiskMap(String title, String detail, List<DiskPart> parts, String description) implements Block {

        public DiskMap {
            parts = List.copyOf(parts);
        }
    }

    /** Of a disk; {@code used} of its own length is dark, -1 when nobody knows. */
    public record DiskPart(String label, String detail, int from, int length, int used) {}

    /** A set with its members as boxes. */
    public record Members(String title, String detail, String tone, List<Member> members, String description)
            implements Block {

        public Members {
            members = List.copyOf(members);
        }
    }

    /**
     * A set with its members as columns of what they hold, row by row.
     *
     * @param description for who does not see it
     */
    public record Stripes(
            String title, String detail, String tone, List<Member> members, List<List<Stripe>> rows, String description)
            implements Block {

        public Stripes {
            members = List.copyOf(members);
            rows = List.copyOf(rows);
        }
    }

    /** A place in a row of them; kind is "data", "copy", "parity" or "gone". */
    public record Stripe(String text, String kind) {}

    /** A box. */
    public record Member(String name, String role, String tone) {}

    /** Bars beside each other's names, in thousandths of the longest. */
    public record Bars(String caption, List<Bar> bars, String description) implements Block {

        public Bars {
            bars = List.copyOf(bars);
        }
    }

    /** A bar that may begin late, as on a time line. */
    public record Bar(String label, String value, int from, int length, String tone) {}

    /** A table of coloured fields: rows are machines, columns are groups. */
    public record Matrix(String caption, List<String> columns, List<MatrixRow> rows) implements Block {

        public Matrix {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** A row of it. */
    public record MatrixRow(String label, List<Cell> cells) {

        public MatrixRow {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A line over time, points in thousandths of width and height.
     *
     * @param bands under it, what was the case when
     */
    public record Chart(
            String caption,
            List<Point> points,
            List<Band> bands,
            String most,
            String left,
            String right,
            String description)
            implements Block {

        public Chart {
            points = List.copyOf(points);
            bands = List.copyOf(bands);
        }
    }

    /** A stretch of time; what has one number has one colour. */
    public record Band(int from, int length, int number, String label) {}

    /** Of a chart, from the lower left. */
    public record Point(int x, int y) {}

    /** Pictures, each as a data URI. */
    public record Pictures(List<Picture> pictures) implements Block {

        public Pictures {
            pictures = List.copyOf(pictures);
        }
    }

    /** A picture with the words for who does not see it. */
    public record Picture(String dataUri, String caption) {}

    /** Things for a person to do, with boxes to tick. */
    public record Checklist(List<String> items) implements Block {

        public Checklist {
            items = List.copyOf(items);
        }
    }

    /** Lines to sign on. */
    public record Signatures(List<String> who) implements Block {

        public Signatures {
            who = List.copyOf(who);
        }
    }
}
