package dev.seaworthy.backup.objects.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.ContentObject;
import dev.seaworthy.backup.content.Measure;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LotTest {
    private final List<String> keys = IntStream.range(0, 4000)
            .mapToObj("bucket/b/data/run/%08d.tar"::formatted)
            .toList();
    private final Segment segment = new Segment(
            KeyRange.ALL, List.of(), keys.stream().map(LotTest::stored).toList());

    private static StoredContent stored(String key) {
        Measure none = new Measure(0, "");
        return new StoredContent(new Content(none, none, List.of(new ContentObject(key, none))));
    }

    private long chosen(Sample sample, long seed) {
        Lot lot = Lot.draw(sample, seed, Stream.of(segment, segment));
        return keys.stream().filter(lot::has).count();
    }

    @Test
    void chooses_about_the_share() {
        for (double share : new double[] {0.1, 0.5, 0.9}) {
            assertThat((double) chosen(Sample.share(share), 3) / keys.size())
                    .as("%s", share)
                    .isCloseTo(share, within(0.03));
        }
    }

    @Test
    void chooses_as_many_as_are_asked_for() {
        assertThat(chosen(Sample.of(1), 3)).isEqualTo(1);
        assertThat(chosen(Sample.of(700), 4)).isEqualTo(700);
        assertThat(chosen(Sample.of(4000), 5)).isEqualTo(4000);
        assertThat(chosen(Sample.of(5000), 5)).isEqualTo(4000);
    }

    @Test
    void chooses_all() {
        assertThat(chosen(Sample.all(), 3)).isEqualTo(4000);
        assertThat(chosen(Sample.share(1), 3)).isEqualTo(4000);
    }

    /** Over many seeds each is chosen about as often. */
    @Test
    void each_is_as_likely_as_any_other() {
        int[] counts = new int[10];
        for (int seed = 0; seed < 1000; seed++) {
            Lot lot = Lot.draw(
                    Sample.of(2),
                    seed,
                    Stream.of(new Segment(
                            KeyRange.ALL,
                            List.of(),
                            keys.subList(0, 10).stream().map(LotTest::stored).toList())));
            for (int i = 0; i < counts.length; i++) {
                counts[i] += lot.has(keys.get(i)) ? 1 : 0;
            }
        }
        assertThat(IntStream.of(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(130, 270));
    }
}
