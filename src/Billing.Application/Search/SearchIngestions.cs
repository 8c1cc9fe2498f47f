using Billing.Application.Accounts;
using Billing.Application.Rows;
using Billing.Domain;
using Billing.Domain.Accounts;
using Billing.Domain.Catalog;

namespace Billing.Application.Search;

public sealed record IngestionRequest(string IngestionId, long Bytes);

public sealed record IngestionView(long UsedBytes, long LimitBytes);

/// <summary>The row of an ingestion.</summary>
public sealed record StoredIngestion(long Bytes, DateTimeOffset At);

/// <summary>Takes what is ingested into search up to the plan's limit, and frees it. Both can be repeated by the ingestion's id.</summary>
public sealed class SearchIngestions(AccountStore accounts, ProductCatalog catalog)
{
    public ValueTask<Result<IngestionView>> IngestAsync(AccountId account, IngestionRequest request, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.IngestionView, async work =>
        {
            if (!CallerId.IsValid(request.IngestionId))
            {
                return CallerId.Invalid("/ingestionId");
            }

            var row = AccountRows.Ingestion(request.IngestionId);
            var limit = AccountTerms.Of(work.State, catalog, work.Now).Limits.Search;
            var existing = await work.FindAsync(row, StorageJson.Default.StoredIngestion);
            var usage = work.State.Search.Ingest(existing?.Bytes, request.Bytes, limit);
            if (usage.IsOk && existing is null)
            {
                work.State = work.State with { Search = usage.Value };
                work.Add(row, new StoredIngestion(request.Bytes, work.Now), StorageJson.Default.StoredIngestion);
            }

            return usage.Map(used => new IngestionView(used.UsedBytes, limit.Bytes));
        });

    public ValueTask<Result<IngestionView>> DeleteAsync(AccountId account, string ingestionId, RequestContext context) =>
        accounts.ChangeAsync(account, context, StorageJson.Default.IngestionView, async work =>
        {
            var row = AccountRows.Ingestion(ingestionId);
            if (await work.FindAsync(row, StorageJson.Default.StoredIngestion) is { } existing)
            {
                work.State = work.State with { Search = work.State.Search.Delete(existing.Bytes) };
                work.Remove(row);
            }

            return new IngestionView(work.State.Search.UsedBytes, AccountTerms.Of(work.State, catalog, work.Now).Limits.Search.Bytes);
        });
}
