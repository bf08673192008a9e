package dev.workbench.run;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import dev.workbench.image.VmImages;
import dev.workbench.vm.AccountImages;
import dev.workbench.vm.VmImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The baked images of all places that a user wants to be looked at; places that cannot be are said and left out. */
final class AllImages {
    /** More would only run into a cloud's limits sooner. */
    private static final int AT_ONCE = 4;

    private final Workbench workbench;
    private final VmImages here;
    private final Places places;

    AllImages(Workbench workbench, VmImages here, Where where) {
        this.workbench = workbench;
        this.here = here;
        this.places = Places.of(where, workbench.parts().providers());
    }

    Places places() {
        return places;
    }

    /**
     * @param images newest first
     * @param complete whether every place could be looked at
     */
    record Found(List<VmImage> images, boolean complete) {}

    Found look() {
        var images = new ArrayList<VmImage>();
        if (places.local()) {
            images.addAll(here.list());
        }
        var complete = true;
        for (var answer : inEachRegion()) {
            try {
                images.addAll(answer.get());
            } catch (ExecutionException e) {
                complete = false;
                skipped(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted");
            }
        }
        images.sort(Comparator.comparing(VmImage::created).reversed());
        return new Found(images, complete);
    }

    /** Who names no more than one place wants to hear why it could not be looked at. */
    private void skipped(ExecutionException failure) {
        if (!(failure.getCause() instanceof WorkbenchException expected)) {
            throw new IllegalStateException(failure);
        }
        if (!places.local() && places.regions().size() == 1) {
            throw expected;
        }
        workbench
                .progress()
                .warn("not all images are known: " + expected.message()
                        + (places.local() ? "; without your account: --only local" : ""));
    }

    /** The answers come in the order of the places, whichever is ready first. */
    private List<Future<List<VmImage>>> inEachRegion() {
        if (places.regions().isEmpty()) {
            return List.of();
        }
        try (var threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().daemon().name("images-", 0).factory())) {
            var answers = new ArrayList<Future<List<VmImage>>>();
            for (var region : places.regions()) {
                Callable<List<VmImage>> call = () -> region.images().all();
                answers.add(threads.submit(call));
            }
            return answers;
        }
    }

    /** Where an image of an account is. */
    AccountImages shelf(VmImage image) {
        return places.regions().stream()
                .map(Places.Region::images)
                .filter(images -> images.place().equals(image.place()))
                .findFirst()
                .orElseThrow();
    }
}
