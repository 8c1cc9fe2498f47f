using System.Reflection;
using System.Runtime.Loader;
using Billing.Application;
using Billing.Application.Payments;
using Billing.Application.Ports;
using Billing.Documents.Invoices;
using Billing.Functions.Http;
using Billing.Functions.Invoicing;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Functions.Tests;

/// <summary>The home's parts fit together as its settings say.</summary>
public sealed class CompositionTests
{
    private static readonly Dictionary<string, string> Least = new()
    {
        ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
        ["Billing:SigningKey"] = "b25seS1mb3ItZGV2ZWxvcG1lbnQtbmV2ZXItaW4tYXp1cmU=",
        ["Billing:Storage"] = "UseDevelopmentStorage=true",
        ["ServiceBus"] = "Endpoint=sb://127.0.0.1/;SharedAccessKeyName=name;SharedAccessKey=a2V5",
        ["Stripe:ApiKey"] = "sk_test_ours",
        ["Stripe:ReturnUrl"] = "http://127.0.0.1:7071",
        ["Stripe:WebhookSecrets"] = "whsec_ours",
    };

    /// <summary>What the home adds to the core.</summary>
    private static readonly Type[] Adapters =
    [
        typeof(ITableStore), typeof(ITablePartitions), typeof(IUsageQueue), typeof(IUsageDeadLetters), typeof(IEventPublisher), typeof(IPaymentGateway),
        typeof(IPaymentNotices), typeof(NoticeInbox), typeof(IEmailSender), typeof(IEmailRenderer), typeof(IInvoiceRenderer),
    ];

    [Fact]
    public async Task Every_port_has_its_adapter()
    {
        await using var parts = Parts(Least);

        Assert.All(Adapters, port => Assert.NotNull(parts.GetRequiredService(port)));
        Assert.IsType<InvoiceRenderer>(parts.GetRequiredService<IInvoiceRenderer>());
    }

    [Fact]
    public async Task A_licence_of_QuestPDF_chooses_its_renderer()
    {
        await using var parts = Parts(new(Least) { ["Billing:Invoices:QuestPdfLicense"] = "professional" });

        Assert.IsType<QuestInvoiceRenderer>(parts.GetRequiredService<IInvoiceRenderer>());
    }

    [Fact]
    public async Task Addresses_alone_are_opened_by_the_machines_identity()
    {
        await using var parts = Parts(new(Least)
        {
            ["Billing:Storage"] = "https://billing.table.core.windows.net",
            ["Billing:Email:ConnectionString"] = "https://billing.communication.azure.com",
            ["Billing:Email:From"] = "billing@acme.example",
            ["ServiceBus"] = "",
            ["ServiceBus:fullyQualifiedNamespace"] = "billing.servicebus.windows.net",
        });

        Assert.All(Adapters, port => Assert.NotNull(parts.GetRequiredService(port)));
    }

    [Theory]
    [InlineData("Billing:Storage", "")]
    [InlineData("Billing:Storage", "http://billing.table.core.windows.net")]
    [InlineData("Billing:Storage", "AccountName=acc;AccountKey=%%%")]
    [InlineData("ServiceBus", "")]
    [InlineData("ServiceBus", "nonsense")]
    [InlineData("Stripe:ApiKey", "pk_test_public")]
    [InlineData("Stripe:ReturnUrl", "")]
    public void A_wrong_setting_stops_the_start_by_its_name_and_without_its_value(string name, string value)
    {
        var refused = Assert.Throws<SettingException>(() => Parts(new(Least) { [name] = value }));

        Assert.StartsWith(name, refused.Message, StringComparison.Ordinal);
        Assert.True(value.Length == 0 || !refused.Message.Contains(value, StringComparison.Ordinal), refused.Message);
    }

    /// <summary>
    /// Assemblies of packages and our own. A start is mostly the loading of these: one more is taken up by all who wait for an instance, so this only grows
    /// where that is worth it.
    /// </summary>
    [Fact]
    public async Task A_start_loads_few_assemblies_and_none_of_QuestPDF()
    {
        var start = new FreshStart();
        await (Task)start.LoadFromAssemblyName(GetType().Assembly.GetName()).GetType(GetType().FullName!)!
            .GetMethod(nameof(StartAsync), BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, null)!;
        var loaded = start.Assemblies.Select(assembly => assembly.GetName().Name!).Order(StringComparer.Ordinal).ToList();

        TestContext.Current.TestOutputHelper!.WriteLine($"{loaded.Count}: {string.Join(' ', loaded)}");
        Assert.DoesNotContain("QuestPDF", loaded);
        Assert.InRange(loaded.Count, 1, 24);
    }

    private static async Task StartAsync()
    {
        await using var parts = Parts(Least);
        parts.GetRequiredService<HttpApi>();
    }

    private static ServiceProvider Parts(Dictionary<string, string> settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        Program.AddParts(services, new Settings(settings.GetValueOrDefault));
        return services.BuildServiceProvider();
    }

    /// <summary>Loads what lies beside the tests once more, so that what others have loaded does not count.</summary>
    private sealed class FreshStart() : AssemblyLoadContext("start")
    {
        protected override Assembly? Load(AssemblyName name) =>
            Path.Combine(AppContext.BaseDirectory, $"{name.Name}.dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
