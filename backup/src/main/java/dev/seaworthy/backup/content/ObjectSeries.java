package dev.seaworthy.backup.content;

import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream that goes on in a further object wherever the store can hold no more in one; none is seen before the commit.
 * The further ones are named by a number of four digits, so that their keys sort in their order.
 */
final class ObjectSeries extends OutputStream {
    private final ObjectStore store;
    private final String key;
    private final List<Member> members = new ArrayList<>();
    private Member last;

    ObjectSeries(ObjectStore store, String key) {
        this.store = store;
        this.key = key;
        this.last = begin(key);
    }

    private Member begin(String memberKey) {
        Member begun = new Member(memberKey, store.upload(memberKey));
        members.add(begun);
        return begun;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            long room = store.maxObjectBytes() - last.content.bytes();
            if (room == 0) {
                last.content.close();
                last = begin("%s.%04d".formatted(key, members.size() + 1));
            } else {
                int step = (int) Math.min(room, length - done);
                last.content.write(source, offset + done, step);
                done += step;
            }
        }
    }

    @Override
    public void close() throws IOException {
        last.content.close();
    }

    /** Makes all of them visible, after the end of the stream. */
    List<ContentObject> commit(Written written) throws IOException {
        List<ContentObject> objects = new ArrayList<>();
        for (Member member : members) {
            written.by(member.upload::commit, member.key);
            objects.add(new ContentObject(member.key, member.content.measure()));
        }
        return objects;
    }

    /** Ends all uploads, also if one cannot be ended; what was committed stays. */
    void end() {
        StoreException failure = null;
        for (Member member : members) {
            try {
                member.upload.close();
            } catch (StoreException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static final class Member {
        private final String key;
        private final Upload upload;
        private final MeasuredOutput content;

        Member(String key, Upload upload) {
            this.key = key;
            this.upload = upload;
            this.content = new MeasuredOutput(upload.stream());
        }
    }
}
