using Billing.Application;
using Billing.Application.Notifications;
using Billing.Http;

namespace Billing.Host;

/// <summary>What was sent; only a home that was started with <c>--now</c> has it.</summary>
internal static class TestEmailEndpoints
{
    private static readonly QueryParameter<string?> Account = QueryParameters.Id("account", "Whose e-mails; left out: all, the platform's own among them.");

    private static readonly QueryParameter<string?> Template =
        QueryParameters.OneOf("template", "Left out: all.", [.. EmailTemplates.All.Select(each => each.Name)]);

    public static OperationGroup Group(TestMailbox mailbox, DueWorker worker) => new("Test e-mails", "What was sent. Only with `--now`.", EmailJson.Default,
    [
        Operation.Get<Page<SentEmail>>("ListTestEmails", "/test/emails", Access.Operate, async call =>
            {
                await worker.RunAsync(call.Context.CancellationToken);
                var (account, template) = (call.Query(Account), call.Query(Template));
                return await mailbox.ListAsync(
                    call.Page,
                    email => (account is null || email.Account == account) && (template is null || email.Template == template),
                    call.Context.CancellationToken);
            })
            .Takes(Account, Template, QueryParameters.Limit, QueryParameters.Cursor)
            .Describe("E-mails that were sent, newest first", "Sends what is due before it answers: what a request caused is there once that was answered."),
    ]);
}
