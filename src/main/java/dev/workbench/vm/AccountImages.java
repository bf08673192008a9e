package dev.workbench.vm;

import java.util.List;

/** The baked images in one place of somebody's account, whoever baked them; each has its {@link AccountImage}. */
public interface AccountImages {
    /** Where this is, in a word. */
    String place();

    /** The same account's images in another place. */
    AccountImages in(String place);

    /** All that are the account's own and say in full what they are, whether a VM may start from them or not. */
    List<VmImage> all();

    /** Puts the protect tag on an image and what belongs to it, or takes it off. */
    void protect(VmImage image, boolean wanted);

    /**
     * Removes images with all that belongs to them. What is protected or used at that moment stays; what is gone counts as
     * removed.
     *
     * @return what is still there, by the image's reference
     */
    List<Inventory.Refusal> remove(List<VmImage> images);
}
