using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using Billing.Application.Ports;
using Billing.Storage.Azure;
using Billing.Storage.Sqlite;

namespace Billing.Host;

/// <summary>Where the home's rows are: SQLite in its directory, or Azure Table Storage in its place. Only what is used is loaded.</summary>
internal static class HomeStore
{
    /// <param name="storage">
    /// Null: SQLite. A connection string; or the https address of a table service, which the machine's own identity then opens.
    /// </param>
    /// <exception cref="HomeException">It is neither, or the file is no store.</exception>
    public static ITableStore Open(HomeDirectory directory, string? storage)
    {
        try
        {
            return storage is null ? SqliteTableStore.Open(directory.Database)
                : storage.Contains('=', StringComparison.Ordinal) ? ByConnectionString(storage)
                : Uri.TryCreate(storage, UriKind.Absolute, out var endpoint) && endpoint.Scheme == Uri.UriSchemeHttps ? ByIdentity(endpoint)
                : throw new HomeException("--storage: neither a connection string nor an https address.");
        }
        catch (Exception problem) when (IsUnusable(problem))
        {
            throw Unusable(problem);
        }
    }

    /// <summary>Opens the store and asks it for what any can answer, so that a wrong key stops the start in place of failing the first caller.</summary>
    /// <param name="whenAway">Told why the store does not answer, where that is no error: it will.</param>
    /// <exception cref="HomeException">It does not answer, not as a table store, or not to us.</exception>
    public static async Task<ITableStore> ReachAsync(Func<ITableStore> open, CancellationToken cancellationToken, Action<string>? whenAway = null)
    {
        try
        {
            var store = open();
            try
            {
                await store.ListTablesAsync(cancellationToken);
            }
            catch (StoreUnavailableException problem) when (whenAway is not null && problem is not StoreAccessException)
            {
                whenAway(problem.Message);
            }

            return store;
        }
        catch (Exception problem) when (IsUnusable(problem))
        {
            throw Unusable(problem);
        }
    }

    private static bool IsUnusable(Exception problem) =>
        problem is StoreUnavailableException or InvalidOperationException or InvalidDataException or IOException or JsonException;

    private static HomeException Unusable(Exception problem) => new($"The store cannot be used: {problem.Message}", problem);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static AzureTableStore ByConnectionString(string storage)
    {
        try
        {
            return AzureTableStore.Connect(storage);
        }
        catch (FormatException problem)
        {
            throw new HomeException($"--storage: {problem.Message}", problem);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static AzureTableStore ByIdentity(Uri endpoint) => AzureTableStore.Connect(endpoint, new MachineIdentity(new DefaultAzureCredential()));

    /// <summary>Without a token nothing is known of the store, exactly as if it did not answer.</summary>
    private sealed class MachineIdentity(TokenCredential inner) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Tokens are asked for without blocking.");

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            try
            {
                return await inner.GetTokenAsync(requestContext, cancellationToken);
            }
            catch (AuthenticationFailedException problem)
            {
                throw new StoreAccessException($"No token for Table Storage: {problem.Message.Split('\n')[0]}", problem);
            }
        }
    }
}
