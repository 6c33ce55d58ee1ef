package io.sessionwarden.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks an export, or a proof, as it lies in a file: without a database, in constant memory but for the proofs. For one
 * thread.
 */
public final class ExportCheck {

    private final List<Checkpoint> kept;
    private final @Nullable VerifierKey key;
    private final ChainCheck chain;
    private final List<ExportLine> proofs = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private boolean export;
    private @Nullable Checkpoint end;
    private String signer = "";

    private ExportCheck(List<Checkpoint> kept, @Nullable VerifierKey key) {
        this.kept = kept;
        this.key = key;
        this.chain = new ChainCheck(kept);
    }

    /**
     * What was found.
     *
     * @param records how many records were checked
     * @param proofs whether it is a file of proofs, and not an export
     * @param end the checkpoint in the last line; null where there is none
     * @param signer the key that it is signed with, as the file or the caller has it
     * @param verification of an export: what its chain says; of proofs: its records, missing payloads and faults only
     */
    public record Found(
            long records,
            boolean proofs,
            @Nullable Checkpoint end,
            String signer,
            AuditTrail.Verification verification) {}

    /**
     * Reads the lines to their end.
     *
     * @param kept checkpoints kept elsewhere, which the records have to agree with
     * @param key who must have signed; null where the key in the file itself is taken
     * @throws IOException where it cannot be read, or a line is no line of an export
     */
    public static Found read(BufferedReader lines, List<Checkpoint> kept, @Nullable VerifierKey key)
            throws IOException {
        var check = new ExportCheck(kept, key);
        long number = 0;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            try {
                check.take(ExportLine.read(line), number);
            } catch (IllegalArgumentException e) {
                throw new IOException("line " + number + " is no line of an export: " + e.getMessage(), e);
            }
        }
        return check.found();
    }

    private void take(ExportLine line, long number) {
        if (end != null) {
            fault("line " + number + ": stands after the checkpoint, which is to be the last line");
        }
        if (line.link().isEmpty()) {
            end = Checkpoint.parse(line.checkpoint());
            signer = key == null ? line.key() : key.text();
            if (!end.signedBy(key == null ? VerifierKey.parse(line.key()) : key)) {
                fault("the checkpoint in the last line is not signed by " + signer);
            }
        } else if (line.path().isPresent()) {
            if (export) {
                fault(mixed(number, "a proof", "an export"));
            } else {
                proofs.add(line);
            }
        } else {
            if (!proofs.isEmpty()) {
                fault(mixed(number, "an export", "a proof"));
                proofs.clear();
            }
            export = true;
            chain.next(line.link().get());
        }
    }

    /** Taken for an export, of which every record is checked; otherwise one good proof would hide what was done to the rest. */
    private static String mixed(long number, String here, String before) {
        return "line " + number + ": is one of " + here + ", and those before are of " + before
                + "; a file is the one or the other";
    }

    private Found found() {
        if (!proofs.isEmpty()) {
            return foundProofs();
        }
        // An export that is older than a checkpoint has fewer records than that, and nothing is wrong.
        var whole = chain.closed(end == null ? Instant.MAX : end.at());
        var all = new ArrayList<>(whole.faults());
        if (end == null) {
            all.add("the last line, with the checkpoint, is missing: what came after record " + whole.records()
                    + " may be cut off");
        } else if (end.size() != whole.records()) {
            all.add("the checkpoint in the last line is of " + end.size() + " records, and here are "
                    + whole.records());
        } else if (!end.root().equals(whole.root())) {
            all.add("the checkpoint in the last line is of other records: its root is " + end.root());
        }
        all.addAll(faults);
        return new Found(
                whole.records(),
                false,
                end,
                signer,
                new AuditTrail.Verification(whole.records(), whole.payloadsRemoved(), whole.head(), whole.root(), all));
    }

    private Found foundProofs() {
        if (end == null) {
            fault("the last line, with the checkpoint, is missing");
        } else {
            for (var proof : proofs) {
                checkProof(proof, end);
            }
            for (var checkpoint : kept) {
                if (checkpoint.size() == end.size() && !checkpoint.root().equals(end.root())) {
                    fault(ChainCheck.rewritten(null, checkpoint));
                }
            }
        }
        var root = end == null ? "" : end.root();
        long bare = proofs.stream()
                .filter(proof -> proof.link().orElseThrow().payload().isEmpty())
                .count();
        return new Found(
                proofs.size(), true, end, signer, new AuditTrail.Verification(proofs.size(), bare, "", root, faults));
    }

    private void fault(String what) {
        if (faults.size() < ChainCheck.MOST_FAULTS) {
            faults.add(what);
        }
    }

    private void checkProof(ExportLine proof, Checkpoint end) {
        var link = proof.link().orElseThrow();
        if (!new RecordBytes().header(link).hasHash(link.hash())) {
            fault("record " + link.sequence() + ": its header was altered");
        }
        if (!link.payload().isEmpty() && !Chain.hash(link.payload()).equals(link.payloadHash())) {
            fault("record " + link.sequence() + ": its payload was altered");
        }
        var root = MerkleProof.rootOf(
                TreeHash.leaf(link),
                link.sequence() - 1,
                end.size(),
                proof.path().orElse(List.of()));
        if (root == null || !Arrays.equals(root, HexFormat.of().parseHex(end.root()))) {
            fault("record " + link.sequence() + ": it is not among the records of the checkpoint of " + end.at());
        }
    }
}
