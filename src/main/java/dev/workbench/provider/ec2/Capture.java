package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Guest;
import dev.workbench.remote.Streams;
import dev.workbench.vm.ImageCapture;
import dev.workbench.vm.Ownership;
import dev.workbench.vm.VmImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes an AMI of a VM, without what makes the VM itself. */
final class Capture implements ImageCapture {
    private final Instances instances;
    private final Amis amis;

    Capture(Instances instances, Amis amis) {
        this.instances = instances;
        this.amis = amis;
    }

    @Override
    public Optional<VmImage> find(String key) {
        return amis.find(key);
    }

    @Override
    public List<VmImage> images() {
        return amis.all();
    }

    @Override
    public void removeImage(VmImage image) {
        amis.remove(image);
    }

    @Override
    public VmImage capture(String name, Supplier<Guest> admin, ImageRecipe recipe, Progress progress) {
        var instance = instances.existing(name);
        try (var guest = admin.get()) {
            strip(guest, BaseImage.named(recipe.base()).admin());
        }
        var owner = Tags.map(instance.tags());
        owner.remove(Tags.NAME);
        owner.remove(Ownership.LABEL_EXPIRES);
        return amis.capture(instance.instanceId(), recipe, owner, progress);
    }

    private static void strip(Guest guest, String adminUser) {
        var said = new ByteArrayOutputStream();
        var script = UserData.strip(adminUser).getBytes(StandardCharsets.UTF_8);
        var status = guest.exec("sudo sh -s", Streams.feeding(script, said, said), Optional.empty());
        if (status != 0) {
            throw WorkbenchException.provider(
                            "vm_command_failed", "the VM's identity cannot be stripped for the capture")
                    .details(said.toString(StandardCharsets.UTF_8).strip());
        }
    }
}
