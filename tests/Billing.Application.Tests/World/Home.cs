using Billing.Application.Accounts;
using Billing.Application.Apps;
using Billing.Application.Channels;
using Billing.Application.Credits;
using Billing.Application.Deployments;
using Billing.Application.Due;
using Billing.Application.Entitlements;
using Billing.Application.Ids;
using Billing.Application.Invoicing;
using Billing.Application.Metering;
using Billing.Application.Notifications;
using Billing.Application.Operations;
using Billing.Application.Orders;
using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Application.Search;
using Billing.Application.Seats;
using Billing.Application.Subscriptions;
using Billing.Application.Usage;
using Billing.Application.Wires;
using Billing.Application.Workflows;
using Billing.Domain.Catalog;
using Billing.Domain.Metering;
using Billing.Domain.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Application.Tests.World;

/// <summary>One process: the real parts over a store. A second one over the same store is another process, or the same after a restart.</summary>
internal sealed class Home
{
    public static readonly ProductCatalog Catalog = CatalogFile.Parse(File.ReadAllBytes(Upwards.Find("catalog.json"))).Catalog!;

    public Home(ITableStore tables, TimeProvider clock, IPaymentGateway provider, IStageEngine engine, Postbox? postbox = null)
    {
        var ids = new IdSource(clock);
        Due = new DueIndex(tables);
        Store = new AccountStore(tables, Due, ids, clock);
        Settlement = new UsageSettlement(
            Store, new UsageJournal(tables), Due, Catalog, clock, NullLogger<UsageSettlement>.Instance);
        Intake = new UsageIntake(tables, Settlement, MeteringRules.Of(Catalog), Store.LayoutAsync, clock);
        Settlement.Connect(Intake.Settled);

        var settings = new PaymentSettings(() => "http://127.0.0.1/back");
        Methods = new PaymentMethods(Store, provider, ids, settings, Catalog);
        var outcome = new OrderOutcome(Store, Catalog);
        Payments = new OrderPayments(Store, provider, outcome);
        var owners = new OrderOwners(tables);
        var days = new OrderDays(tables);
        var placement = new OrderPlacement(Store, owners, days, Payments, outcome, settings);
        Wires = new WireTransfers(Store, Payments, new WireCash(Store, provider, placement, Catalog));
        WireDesk = new WireDesk(Store, owners, Payments, Wires, Catalog);
        var savings = new SavingLookUps(Store, provider, Catalog);
        Updates = new PaymentUpdates(Payments, savings, Wires);
        Orders = new OrderDesk(Store, Settlement, placement, Payments, Methods, Wires, Catalog);
        TopUps = new TopUps(placement, Catalog);
        Book = new WorkflowBook(
            WorkflowBook.Ours,
            [
                .. new RenewalActivities(Store, placement, Payments, Catalog, NullLogger<RenewalActivities>.Instance).Bindings,
                .. new TrialActivities(Store, placement, Catalog).Bindings,
                .. new WireActivities(Wires, Payments).Bindings,
            ]);
        Workflows = engine.Create(new EngineParts(tables, Due, Book, ids.New("home"), clock));
        var post = postbox ?? new Postbox();
        Suppressions = new EmailSuppressions(tables, clock);
        Troubles = new EmailTroubles(tables);
        var delivery = new EmailDelivery(post, post, Suppressions, Troubles, clock, NullLogger<EmailDelivery>.Instance);
        Notifications = new NotificationDesk(tables, Due, ids, delivery, Catalog, clock);
        IDueWork[] work =
        [
            Settlement, new AccountCalendar(Store, placement, Catalog), new PaymentLookUps(Store, Payments, Wires), savings,
            new ProviderErrands(Store, provider), new AccountEmails(Store, new EmailRelevance(Store), delivery, post), Notifications,
            new WorkflowStarts(Store, Workflows), new WorkflowSignals(Workflows),
            .. Workflows is IDueWork ownDue ? [ownDue] : Array.Empty<IDueWork>(),
        ];
        Runner = new DueRunner(Due, work, clock, NullLogger<DueRunner>.Instance);

        Profiles = new AccountProfiles(Store, Catalog);
        Plans = new PlanInformationReader(Store, Settlement, Catalog);
        Credits = new AccountCredits(Store, Settlement, Catalog);
        Holds = new CreditHoldDesk(Store, Settlement, Catalog);
        Acts = new SubscriptionActs(Store, Settlement, Payments, Catalog);
        Contracts = new Contracts(Store, Catalog);
        Grants = new CreditGrants(Store, Catalog);
        Audit = new AuditTrail(Store);
        Invoices = new InvoiceReader(Store);
        Entitlements = new EntitlementDesk(Store, Catalog);
        Channels = new AppChannels(Store, Catalog);
        Team = new TeamMembers(Store, Catalog);
        Agents = new AgentDesk(Store, Catalog);
        Search = new SearchIngestions(Store, Catalog);
        Deployments = new AppDeployments(Store, Catalog);
        Apps = new AccountApps(tables, Store);
        Usage = new UsageDesk(Store, Intake.AcceptAsync, Settlement, new(tables, clock), new(tables, clock), new(tables, clock), Catalog);
        Reconciliation = new Reconciliation(provider, days, Store, tables, NullLogger<Reconciliation>.Instance);
    }

    public DueIndex Due { get; }

    public AccountStore Store { get; }

    public UsageSettlement Settlement { get; }

    public UsageIntake Intake { get; }

    public PaymentMethods Methods { get; }

    public OrderPayments Payments { get; }

    public PaymentUpdates Updates { get; }

    public WireTransfers Wires { get; }

    public WireDesk WireDesk { get; }

    public OrderDesk Orders { get; }

    public TopUps TopUps { get; }

    public WorkflowBook Book { get; }

    public IWorkflowEngine Workflows { get; }

    public DueRunner Runner { get; }

    public EmailSuppressions Suppressions { get; }

    public EmailTroubles Troubles { get; }

    public NotificationDesk Notifications { get; }

    public AccountProfiles Profiles { get; }

    public PlanInformationReader Plans { get; }

    public AccountCredits Credits { get; }

    public CreditHoldDesk Holds { get; }

    public SubscriptionActs Acts { get; }

    public Contracts Contracts { get; }

    public CreditGrants Grants { get; }

    public AuditTrail Audit { get; }

    public InvoiceReader Invoices { get; }

    public EntitlementDesk Entitlements { get; }

    public AppChannels Channels { get; }

    public TeamMembers Team { get; }

    public AgentDesk Agents { get; }

    public SearchIngestions Search { get; }

    public AppDeployments Deployments { get; }

    public AccountApps Apps { get; }

    public UsageDesk Usage { get; }

    public Reconciliation Reconciliation { get; }
}
