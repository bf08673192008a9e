package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import dev.workbench.family.VmSpec;
import dev.workbench.home.Home;
import dev.workbench.progress.Progress;
import dev.workbench.remote.Dialer;
import dev.workbench.vm.Ability;
import dev.workbench.vm.AccountImages;
import dev.workbench.vm.Inventoried;
import dev.workbench.vm.Inventory;
import dev.workbench.vm.KnownBase;
import dev.workbench.vm.ListPrices;
import dev.workbench.vm.Located;
import dev.workbench.vm.Machine;
import dev.workbench.vm.Metered;
import dev.workbench.vm.PinnedBases;
import dev.workbench.vm.RemoteVms;
import dev.workbench.vm.Spending;
import dev.workbench.vm.VmImage;
import dev.workbench.vm.VmProvider;
import dev.workbench.vm.VmRequest;
import dev.workbench.vm.VmSource;
import dev.workbench.vm.VmState;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The provider {@code ec2}: an aux VM is an instance in the user's own AWS account. */
public final class Ec2Vms implements VmProvider, KnownBase, RemoteVms, Metered, ListPrices, Located, Inventoried {
    public static final String NAME = "ec2";

    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final Aws aws;
    private final Home home;
    private final Options options;
    private final Spending spending;
    private final Catalogue catalogue;
    private final PriceTables prices;
    private final BaseAmis bases;
    private final Instances instances;
    private final Amis amis;
    private final Launched launched;
    private final Duration startLimit;

    public Ec2Vms(Home home, Options options) {
        this(home, options, START_LIMIT);
    }

    /** @param startLimit how long an instance may take until it has an address */
    Ec2Vms(Home home, Options options, Duration startLimit) {
        this(new Aws(null, new CallCounter()), home, options, Spending.UNLIMITED, new Launched(), startLimit);
    }

    private Ec2Vms(Aws aws, Home home, Options options, Spending spending, Launched launched, Duration startLimit) {
        this.launched = launched;
        this.startLimit = startLimit;
        this.aws = aws;
        this.home = home;
        this.options = options;
        this.spending = spending;
        this.catalogue = new Catalogue(aws, home.cache().resolve("ec2"), Clock.systemUTC());
        this.prices = new PriceTables(home.cache().resolve("ec2"));
        this.bases = new BaseAmis(
                aws,
                new Publisher(aws, Clock.systemUTC()),
                options.lock().orElseGet(() -> home.state().resolve(PinnedBases.FILE)),
                new LockGate(home.state().resolve("base-images.gate")));
        this.instances = new Instances(aws, options.reachedBy(), Clock.systemUTC());
        this.amis = new Amis(aws);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String adminUser(String base) {
        return BaseImage.named(base).admin();
    }

    @Override
    public Machine choose(VmSpec spec) {
        BaseImage.named(spec.baseImage());
        return new Selection(catalogue.types(), prices.of(aws.region()), spending).choose(spec);
    }

    @Override
    public List<String> caveats() {
        return List.of();
    }

    @Override
    public String account() {
        var account = aws.account();
        return "AWS account " + account.id() + " as " + account.arn() + ", region " + account.region()
                + account.expires()
                        .map(at -> ", credentials until " + at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
    }

    @Override
    public Optional<Cost> cost(Machine machine) {
        return machine.types().stream().findFirst().flatMap(this::cost);
    }

    private Optional<Cost> cost(String type) {
        var table = prices.of(aws.region());
        return table.of(type).stream()
                .mapToObj(perHour -> new Cost(perHour, type + " on demand, " + table.basis()))
                .findFirst();
    }

    @Override
    public Optional<Cost> costOf(String name) {
        return instances.look(name).flatMap(instance -> cost(instance.instanceTypeAsString()));
    }

    @Override
    public VmProvider within(Spending limits) {
        return new Ec2Vms(aws, home, options, limits, launched, startLimit);
    }

    @Override
    public String location() {
        return aws.region() + "/" + aws.account().id();
    }

    @Override
    public VmProvider at(String location) {
        var words = location.split("/", 2);
        var there = aws.in(words[0]);
        if (words.length != 2 || !there.account().id().equals(words[1])) {
            throw WorkbenchException.notReady(
                            "other_account",
                            "this belongs to AWS account " + words[words.length - 1] + ", and your credentials are for "
                                    + there.account().id())
                    .hint("choose the profile of that account: export AWS_PROFILE=…");
        }
        return there == aws ? this : new Ec2Vms(there, home, options, spending, launched, startLimit);
    }

    @Override
    public String prepareBase(String base, Progress progress) {
        return identity(base, bases.lockedNames(BaseImage.named(base)));
    }

    @Override
    public Optional<String> knownBase(String base) {
        return bases.names(BaseImage.named(base)).map(names -> identity(base, names));
    }

    /** The names, not the ids: an image is the same in every region. */
    private static String identity(String base, List<String> names) {
        return base + " " + String.join(" ", names);
    }

    @Override
    public void launch(VmRequest request, Progress progress) {
        var disk = disk(request);
        var placement = Placement.of(aws, options);
        var candidates = placement.candidates(aws, request.machine().types(), spending.spot());
        var access = new Access(aws, options, launched);
        access.importKey(request.name(), request.identity(), request.ownership());
        var group = access.securityGroup(request.name(), request.ownership(), placement, request.outside());
        var launch = new Launch(aws, options, spending, typesByName(), progress);
        instances.launched(
                request.name(), launched.uncertain(request.name(), () -> launch.run(request, disk, candidates, group)));
    }

    private Launch.Disk disk(VmRequest request) {
        return switch (request.source()) {
            case VmSource.Base(String base) -> {
                var ami = bases.resolve(BaseImage.named(base), request.machine().architecture());
                yield new Launch.Disk(ami.id(), ami.rootDevice(), ami.rootGib());
            }
            case VmSource.Baked(VmImage image) -> amis.disk(image);
        };
    }

    private Map<String, InstanceType> typesByName() {
        return catalogue.types().stream().collect(Collectors.toMap(InstanceType::name, Function.identity()));
    }

    @Override
    public String awaitAddress(String name) {
        return new AddressWait(instances, startLimit).address(name);
    }

    @Override
    public VmState state(String name) {
        return instances.state(name);
    }

    @Override
    public Dialer dialer(String name) {
        return new DirectDialer(() -> instances.look(name).flatMap(instances::address));
    }

    @Override
    public Optional<String> networkContainer(String name) {
        return Optional.empty();
    }

    @Override
    public String console(String name, int lines) {
        return new Console(aws, instances).lastLines(name, lines);
    }

    @Override
    public void destroy(String name) {
        destroyAndVerify(name);
    }

    @Override
    public void destroyAndVerify(String name) {
        new Removal(aws, instances, launched).remove(name);
        launched.forget(name);
    }

    @Override
    public List<String> list() {
        return instances.names();
    }

    @Override
    public boolean isConfigured() {
        return Aws.isConfigured();
    }

    @Override
    public Inventory inventory() {
        return new Ec2Inventory(aws, prices);
    }

    @Override
    public AccountImages accountImages() {
        return new AccountAmis(aws, prices, Clock.systemUTC());
    }

    @Override
    public Table refreshPrices(Optional<String> region, Optional<URI> from) {
        var table = prices.refresh(region.orElseGet(aws::region), from);
        return new Table(table.region(), table.date(), table.hourly().size(), prices.file(table.region()));
    }

    @Override
    public List<Ability> abilities() {
        return List.of(
                this, new Capture(instances, amis), new Lease(aws, instances), bases, new Examination(aws, options));
    }

    /** The calls of this provider so far, by operation. */
    public Map<String, Integer> calls() {
        return aws.calls().counts();
    }
}
