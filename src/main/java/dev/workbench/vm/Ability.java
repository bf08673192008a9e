package dev.workbench.vm;

/** What some providers can do and others cannot; {@link VmProvider#ability} hands out the object that does it. */
public interface Ability {}
